/** Cards of every kind, frame by frame over the reader's line, literal bytes at its far end. */
import { expect, it } from 'vitest';
import type { CardRecord } from '#agent/contract/card-kinds.ts';
import { decodeCard } from '../../../../device-agent/readers/cards/card-decoder.ts';
import { readCard } from '../../../../device-agent/readers/read-card.ts';
import { ReadingReport } from '../../../../device-agent/readers/reading-report.ts';
import { SamReader } from '../../../../device-agent/readers/sam/sam-reader.ts';
import { drip, ScriptedReader } from '../sam/scripted-reader.ts';
import { ASK, FOUND, NEW_ADDRESS, NOTHING_STORED, SELECTED } from '../sam/vectors.ts';
import { ANSWERS } from './read-answers.ts';

async function read(kind: CardRecord['kind'], address: string): Promise<CardRecord> {
  const { port } = new ScriptedReader({
    [ASK.find]: [FOUND],
    [ASK.select]: [SELECTED],
    [ASK.read]: [drip(ANSWERS[kind].frame)],
    [ASK.address]: [address],
  });
  const reader = new SamReader(port);
  await reader.find();
  const { record } = await readCard(reader, new ReadingReport());
  port.destroy();
  return record;
}

it.each(['mainland', 'hmt_permit', 'foreigner_2017', 'foreigner_2023'] as const)(
  'a card of kind %s comes through byte by byte',
  async (kind) => {
    expect(await read(kind, NOTHING_STORED)).toEqual(decodeCard(ANSWERS[kind].text));
  },
);

it.each(['mainland', 'hmt_permit'] as const)('a card of kind %s has the address added last', async (kind) => {
  expect(await read(kind, NEW_ADDRESS)).toEqual({
    ...decodeCard(ANSWERS[kind].text),
    address: '北京市朝阳区测试街道样例小区2号楼',
  });
});

it.each(['foreigner_2017', 'foreigner_2023'] as const)(
  'a card of kind %s has no address, whatever a reader tells',
  async (kind) => {
    expect(await read(kind, NEW_ADDRESS)).not.toHaveProperty('address');
  },
);
