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
