/** What a certificate says, whichever copy of it: kept sealed, so that one more copy says the same. */
import {
  array,
  boolean,
  type InferOutput,
  literal,
  number,
  object,
  optional,
  picklist,
  string,
  variant,
} from 'valibot';
import { certificateNumber, civilDate } from '#server/contract/words.ts';
import { addDays, chinaDay } from '../../rules/civil-date.ts';

const ofEvery = {
  type: string(),
  title: string(),
  number: certificateNumber,
  community: string(),
  /** Whose seal it is: the community's. */
  issuer: string(),
  name: string(),
  idNumber: string(),
  /** Papers kept before there were other cards name neither: theirs were all mainland ones. */
  numberTitle: optional(string(), '公民身份号码'),
  cardTitle: optional(string(), '身份证'),
  purpose: string(),
  validDays: number(),
  /** Ms since 1970. */
  issuedAt: number(),
  kioskName: string(),
};

const residence = object({
  ...ofEvery,
  /** Papers kept before there were others do not name it. */
  layout: optional(literal('residence'), 'residence'),
  sex: picklist(['男', '女', '未说明']),
  /** Empty when the card tells none: permits and foreigners' cards have no such field. */
  ethnic: string(),
  since: civilDate,
  address: string(),
});
export type ResidencePaper = InferOutput<typeof residence>;

const record = object({
  ...ofEvery,
  layout: literal('record'),
  /** Whose data it is. */
  holder: string(),
  /** In one sentence, as the code carries it. */
  statement: string(),
  says: array(array(object({ text: string(), isFact: boolean() }))),
  facts: array(object({ name: string(), value: string() })),
  table: optional(
    object({
      columns: array(object({ title: string(), share: number(), align: picklist(['left', 'right']) })),
      rows: array(array(string())),
      /** By column, empty where none is told. Papers kept before there were sums have none. */
      sums: optional(array(string()), []),
    }),
  ),
});
export type KeptRecord = InferOutput<typeof record>;

export const paper = variant('layout', [residence, record]);
export type Paper = InferOutput<typeof paper>;

/** The last day on which it counts. */
export function validUntil({ issuedAt, validDays }: Pick<Paper, 'issuedAt' | 'validDays'>): string {
  return addDays(chinaDay(issuedAt), validDays);
}

export function lastFour({ idNumber }: Pick<Paper, 'idNumber'>): string {
  return idNumber.slice(-4);
}

/** Every text on it that came from somewhere else than a definition. */
export function wordsFromOutside(said: Paper): string {
  if (said.layout === 'residence') return said.name + said.address;
  const told = [...said.says.flat().map(({ text }) => text), ...said.facts.map(({ value }) => value)];
  return [said.name, said.statement, ...told, ...(said.table?.rows.flat() ?? [])].join('');
}
