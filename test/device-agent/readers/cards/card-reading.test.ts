/** Cards of every kind, frame by frame over the reader's line, literal bytes at its far end. */
import { expect, it } from 'vitest';
import type { CardRecord } from '#agent/contract/card-kinds.ts';
import { readCard } from '../../../../device-agent/readers/card-reading.ts';
import { decodeCard } from '../../../../device-agent/readers/cards/card-decoder.ts';
import { ReadingReport } from '../../../../device-agent/readers/reading-report.ts';
import { SamReader } from '../../../../device-agent/readers/sam/sam-reader.ts';
import { drip, ScriptedReader } from '../sam/scripted-reader.ts';
import { ASK, FOUND, NEW_ADDRESS, NOTHING_STORED, SELECTED } from '../sam/vectors.ts';
import { ANSWERS, type ReadAnswer } from './read-answers.ts';

async function read({ frame }: ReadAnswer, address: string): Promise<CardRecord> {
  const { port } = new ScriptedReader({
    [ASK.find]: [FOUND],
    [ASK.select]: [SELECTED],
    [ASK.read]: [drip(frame)],
    [ASK.address]: [address],
  });
  const reader = new SamReader(port);
  await reader.find();
  const { record } = await readCard(reader, new ReadingReport());
  port.destroy();
  return record;
}

it.each(Object.entries(ANSWERS))('a card of kind %s comes through byte by byte', async (_, answer) => {
  expect(await read(answer, NOTHING_STORED)).toEqual(decodeCard(answer.text));
});

const ADDED = { address: '北京市朝阳区测试街道样例小区2号楼' };
/** What an address that a reader tells makes of a record; a kind that does not say so does not compile. */
const BY_ADDRESS: Readonly<Record<CardRecord['kind'], object>> = {
  mainland: ADDED,
  hmt_permit: ADDED,
  foreigner_2017: {},
  foreigner_2023: {},
};

it.each(Object.values(ANSWERS).map((answer) => ({ answer, printed: decodeCard(answer.text) })))(
  'a card of kind $printed.kind has the address added last, if it has any, whatever a reader tells',
  async ({ answer, printed }) => {
    expect(await read(answer, NEW_ADDRESS)).toEqual({ ...printed, ...BY_ADDRESS[printed.kind] });
  },
);
