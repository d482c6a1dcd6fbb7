/** Making and reading single attributes of an IPP message. A reader answers undefined, or nothing, where the type is another. */
import { type Attributes, type IppMessage, TAG, type Value } from './codec.ts';

const tagged = (tag: number) => (values: readonly (string | number | boolean)[]) =>
  values.map((value): Value => ({ tag, value }));

export const charset = (value: string) => tagged(TAG.charset)([value]);
export const language = (value: string) => tagged(TAG.naturalLanguage)([value]);
export const uri = (value: string) => tagged(TAG.uri)([value]);
export const name = (value: string) => tagged(TAG.name)([value]);
export const mediaType = (value: string) => tagged(TAG.mimeMediaType)([value]);
export const integer = (value: number) => tagged(TAG.integer)([value]);
export const boolean = (value: boolean) => tagged(TAG.boolean)([value]);
export const keywords = (...values: string[]) => tagged(TAG.keyword)(values);

export function groupsOf(message: IppMessage, tag: number): Attributes[] {
  return message.groups.filter((group) => group.tag === tag).map((group) => group.attributes);
}

export function numberOf(attributes: Attributes, attribute: string): number | undefined {
  const value = attributes.get(attribute)?.[0]?.value;
  return typeof value === 'number' ? value : undefined;
}

export function stringOf(attributes: Attributes, attribute: string): string | undefined {
  return stringsOf(attributes, attribute)[0];
}

export function stringsOf(attributes: Attributes, attribute: string): string[] {
  return (attributes.get(attribute) ?? [])
    .map(({ value }) => value)
    .filter((value) => typeof value === 'string');
}

export function numbersOf(attributes: Attributes, attribute: string): number[] {
  return (attributes.get(attribute) ?? [])
    .map(({ value }) => value)
    .filter((value) => typeof value === 'number');
}

export function booleanOf(attributes: Attributes, attribute: string): boolean | undefined {
  const value = attributes.get(attribute)?.[0]?.value;
  return typeof value === 'boolean' ? value : undefined;
}

/** Octet strings, read as text. */
export function textsOf(attributes: Attributes, attribute: string): string[] {
  return (attributes.get(attribute) ?? [])
    .map(({ value }) => value)
    .filter((value) => Buffer.isBuffer(value))
    .map((value) => value.toString());
}

/** A collection, the members of its members among them: of a name that occurs twice, the first. */
export type Collection = ReadonlyMap<string, Value['value']>;

export function collectionsOf(attributes: Attributes, attribute: string): Collection[] {
  const collections: Collection[] = [];
  let members = new Map<string, Value['value']>();
  let member = '';
  let depth = 0;
  for (const { tag, value } of attributes.get(attribute) ?? []) {
    if (tag === TAG.beginCollection) {
      if (depth === 0) members = new Map();
      depth += 1;
    } else if (tag === TAG.endCollection) {
      depth -= 1;
      if (depth === 0) collections.push(members);
    } else if (tag === TAG.memberName) member = String(value);
    else if (!members.has(member)) members.set(member, value);
  }
  return collections;
}

export function numberIn(collection: Collection, member: string): number | undefined {
  const value = collection.get(member);
  return typeof value === 'number' ? value : undefined;
}
