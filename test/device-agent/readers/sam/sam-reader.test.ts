import { describe, expect, it } from 'vitest';
import { findCard, readCard } from '../../../../device-agent/readers/card-reading.ts';
import { ReadingReport } from '../../../../device-agent/readers/reading-report.ts';
import { SamReader } from '../../../../device-agent/readers/sam/sam-reader.ts';
import { drip, type Script, ScriptedReader } from './scripted-reader.ts';
import * as wire from './vectors.ts';

const { ASK } = wire;
const WHOLE_CARD: Script = {
  [ASK.find]: [wire.FOUND],
  [ASK.select]: [wire.SELECTED],
  [ASK.read]: [wire.READ_MAINLAND],
  [ASK.address]: [wire.NOTHING_STORED],
};
const SOON = { statusMs: 30, findMs: 30, selectMs: 30, readMs: 60, addressMs: 30 };

function readerWith(script: Script): { reader: SamReader; far: ScriptedReader } {
  const far = new ScriptedReader(script);
  return { reader: new SamReader(far.port, SOON), far };
}
/** The card that was just found, as far as its record. */
const recordOf = async (reader: SamReader) => (await readCard(reader, new ReadingReport())).record;
const faultOf = (code: string) => expect.objectContaining({ code });

describe('a card', () => {
  it('is read, though every answer drips in byte by byte', async () => {
    const dripping = Object.fromEntries(
      Object.entries(WHOLE_CARD).map(([ask, [answer]]) => [ask, [drip(String(answer))]]),
    );
    const { reader } = readerWith(dripping);
    expect(await reader.find()).toBe(true);
    expect(await recordOf(reader)).toMatchObject({ name: '测试甲', validTo: 'long_term' });
  });

  it('lives at the newest address stored on it', async () => {
    const { reader } = readerWith({ ...WHOLE_CARD, [ASK.address]: [wire.NEW_ADDRESS] });
    expect(await recordOf(reader)).toHaveProperty('address', '北京市朝阳区测试街道样例小区2号楼');
  });

  // 4 places of 70 bytes. Their XOR is 0, so the checksum is 01 XOR 1C XOR 90.
  it.each(['00', 'ff'])('keeps the printed address when all places of newer ones hold %s', async (blank) => {
    const places = `aaaaaa9669011c000090${blank.repeat(280)}8d`;
    const { reader } = readerWith({ ...WHOLE_CARD, [ASK.address]: [places] });
    expect(await recordOf(reader)).toHaveProperty('address', expect.stringContaining('1号楼'));
  });

  it('lives at an address that is padded with zeros', async () => {
    // 123 bytes 20 less, an odd number of them: the checksum A7 becomes 87.
    const padded = wire.NEW_ADDRESS.replace(`${'2000'.repeat(123)}a7`, `${'0000'.repeat(123)}87`);
    const { reader } = readerWith({ ...WHOLE_CARD, [ASK.address]: [padded] });
    expect(await recordOf(reader)).toHaveProperty('address', '北京市朝阳区测试街道样例小区2号楼');
  });

  it('keeps the printed address when the reader does not know the question of the newest', async () => {
    const { reader } = readerWith({ ...WHOLE_CARD, [ASK.address]: ['aaaaaa9669000400002125'] });
    expect(await recordOf(reader)).toHaveProperty('address', expect.stringContaining('1号楼'));
  });

  it('is found anew once when it slips while it is selected', async () => {
    const { reader, far } = readerWith({ ...WHOLE_CARD, [ASK.select]: [wire.SELECT_FAILED, wire.SELECTED] });
    expect(await recordOf(reader)).toHaveProperty('name', '测试甲');
    expect(far.heard).toEqual([ASK.select, ASK.find, ASK.select, ASK.read, ASK.address]);
  });

  it.each([
    ['card_removed_in_select', { [ASK.select]: [wire.SELECT_FAILED], [ASK.find]: [wire.NO_CARD] }],
    ['card_removed_in_select', { [ASK.select]: [wire.NO_CARD], [ASK.find]: [wire.NO_CARD] }],
    ['card_removed_in_select', { [ASK.select]: [wire.READ_FAILED], [ASK.find]: [wire.NO_CARD] }],
    ['card_collision', { [ASK.select]: [wire.SELECT_FAILED], [ASK.find]: [wire.FOUND] }],
    ['card_collision', { [ASK.select]: [wire.NO_CARD, wire.SELECT_FAILED], [ASK.find]: [wire.FOUND] }],
    ['card_removed_in_read', { [ASK.read]: [wire.READ_FAILED] }],
    ['card_removed_in_read', { [ASK.read]: [wire.NO_CARD] }],
    ['card_removed_in_read', { [ASK.address]: [wire.READ_FAILED] }],
  ])('ends in %s, by the step it was lost in: %j', async (code, change) => {
    const { reader } = readerWith({ ...WHOLE_CARD, ...change });
    await expect(recordOf(reader)).rejects.toEqual(faultOf(code));
  });

  it.each([
    ['is found the second time', [wire.READ_FAILED, wire.FOUND], true],
    ['is gone the second time', [wire.READ_FAILED, wire.NO_CARD], 'card_removed_in_find'],
    ['is lost twice', [wire.SELECT_FAILED], 'card_removed_in_find'],
  ])('lost while it is looked for, that %s', async (_, answers, outcome) => {
    const { reader } = readerWith({ [ASK.find]: answers });
    const found = findCard(reader);
    if (outcome === true) expect(await found).toBe(true);
    else await expect(found).rejects.toEqual(faultOf(String(outcome)));
  });
});

describe('a card that was read is', () => {
  it.each([
    ['an address stored', wire.NEW_ADDRESS, true],
    ['no address stored', wire.NOTHING_STORED, true],
    ['41', wire.READ_FAILED, false],
    ['80', wire.NO_CARD, false],
    ['81', wire.SELECT_FAILED, false],
    ['21', 'aaaaaa9669000400002125', false],
    ['23', 'aaaaaa9669000400002327', false],
    ['31', 'aaaaaa9669000400003135', false],
    ['33', 'aaaaaa9669000400003337', false],
    ['40', 'aaaaaa9669000400004044', false],
  ])('there, or gone, by the word of its addresses: %s', async (_, answer, there) => {
    const { reader } = readerWith({ [ASK.address]: [answer] });
    expect(await reader.held.isStillThere()).toBe(there);
  });

  it.each([
    ['10, twice', 'aaaaaa9669000400001014', 'reader_damaged_answer'],
    ['24', 'aaaaaa9669000400002420', 'reader_error'],
    ['60', 'aaaaaa9669000400006064', 'sam_failed'],
    ['66', 'aaaaaa9669000400006662', 'sam_not_authorised'],
    ['a damaged answer', 'aaaaaa9669000400008085', 'reader_damaged_answer'],
    ['a first silence', '', 'reader_silent'],
  ])('neither there nor gone by %s', async (_, answer, code) => {
    const { reader } = readerWith({ [ASK.address]: [answer] });
    await expect(reader.held.isStillThere()).rejects.toEqual(faultOf(code));
  });

  it.each([
    ['an error without a name', 'aaaaaa9669000400002420'],
    ['a word nobody knows', 'aaaaaa9669000400000004'],
  ])('for `find` to tell when %s comes twice in a row', async (_, answer) => {
    const { reader } = readerWith({ [ASK.address]: [answer] });
    await expect(reader.held.isStillThere()).rejects.toEqual(faultOf('reader_error'));
    expect(await reader.held.isStillThere()).toBe(false);
  });

  it('not gone by an error and a silence in turn', async () => {
    const { reader } = readerWith({ [ASK.address]: ['aaaaaa9669000400002420', ''] });
    await expect(reader.held.isStillThere()).rejects.toEqual(faultOf('reader_error'));
    await expect(reader.held.isStillThere()).rejects.toEqual(faultOf('reader_silent'));
  });

  it.each([
    ['refuses its addresses', 'aaaaaa9669000400002125'],
    ['permits no question of them', 'aaaaaa9669000400002327'],
  ])('there by its number, on a reader that %s', async (_, refusal) => {
    const { reader, far } = readerWith({
      ...WHOLE_CARD,
      [ASK.address]: [refusal],
      [ASK.number]: [wire.NUMBER, wire.NUMBER, wire.READ_FAILED],
    });
    await recordOf(reader);
    expect(await reader.held.isStillThere()).toBe(true);
    expect(await reader.held.isStillThere()).toBe(false);
    expect(far.heard.filter((asked) => asked === ASK.address)).toHaveLength(1);
  });

  it('removed when the reader refuses its addresses and has lost it at its number', async () => {
    const { reader } = readerWith({
      ...WHOLE_CARD,
      [ASK.address]: ['aaaaaa9669000400002327'],
      [ASK.number]: [wire.READ_FAILED],
    });
    await expect(recordOf(reader)).rejects.toEqual(faultOf('card_removed_in_read'));
  });

  it('not read by a reader that falls silent at its addresses', async () => {
    const { reader } = readerWith({ ...WHOLE_CARD, [ASK.address]: [''] });
    await expect(recordOf(reader)).rejects.toEqual(faultOf('reader_silent'));
  });

  it('read with its newest address when only one answer was lost', async () => {
    const { reader } = readerWith({
      ...WHOLE_CARD,
      [ASK.address]: ['', wire.NEW_ADDRESS],
      [ASK.status]: [wire.OK],
    });
    expect(await recordOf(reader)).toHaveProperty('address', '北京市朝阳区测试街道样例小区2号楼');
  });
});

it('finds nothing on an empty plate', async () => {
  const { reader } = readerWith({ [ASK.find]: [wire.NO_CARD] });
  expect(await reader.find()).toBe(false);
});

// Last byte: the checksum, computed by hand as Len XOR status. Each row of the published table of SW3.
it.each([
  ['10', '14', 'reader_damaged_answer'],
  ['11', '15', 'reader_damaged_answer'],
  ['21', '25', 'reader_refused_command'],
  ['23', '27', 'reader_refused_command'],
  ['24', '20', 'reader_error'],
  ['31', '35', 'card_refused'],
  ['32', '36', 'card_refused'],
  ['33', '37', 'card_suspect'],
  ['40', '44', 'card_not_identity'],
  ['41', '45', 'card_removed_in_read'],
  ['47', '43', 'card_refused'],
  ['60', '64', 'sam_failed'],
  ['66', '62', 'sam_not_authorised'],
  ['80', '84', 'card_removed_in_read'],
  ['81', '85', 'card_removed_in_read'],
  ['a5', 'a1', 'reader_error'],
])('takes the status word %s of a read for what it is', async (status, check, code) => {
  const { reader } = readerWith({ [ASK.read]: [`aaaaaa966900040000${status}${check}`] });
  await expect(reader.readCardData()).rejects.toEqual(faultOf(code));
});

/** Words that are good elsewhere, of a length that would fit. */
const MISPLACED: readonly [string, string, (reader: SamReader) => Promise<unknown>, string][] = [
  ['no card to the status', ASK.status, (reader) => reader.checkStatus(), wire.NO_CARD],
  ['select failed to the status', ASK.status, (reader) => reader.checkStatus(), wire.SELECT_FAILED],
  ['nothing stored to the status', ASK.status, (reader) => reader.checkStatus(), wire.NOTHING_STORED],
  ['no card to the SAM id', ASK.samId, (reader) => reader.samId(), wire.NO_CARD],
  ['nothing stored to the SAM id', ASK.samId, (reader) => reader.samId(), wire.NOTHING_STORED],
  ['nothing stored to find', ASK.find, (reader) => reader.find(), wire.NOTHING_STORED],
  ['done to find', ASK.find, (reader) => reader.find(), 'aaaaaa966900080000900000000098'],
  ['nothing stored to select', ASK.select, (reader) => reader.select(), wire.NOTHING_STORED],
  ['found to select', ASK.select, (reader) => reader.select(), 'aaaaaa9669000c00009f000000000000000093'],
  ['nothing stored to read', ASK.read, (reader) => reader.readCardData(), wire.NOTHING_STORED],
];

it.each(MISPLACED)('takes %s for no answer to it', async (_, question, ask, answer) => {
  const { reader } = readerWith({ [question]: [answer] });
  await expect(ask(reader)).rejects.toEqual(faultOf('reader_damaged_answer'));
});

it('passes over the late word about a card, and takes the module’s own behind it', async () => {
  const { reader } = readerWith({
    [ASK.status]: [[wire.NOTHING_STORED, wire.READ_FAILED, wire.NO_CARD, wire.OK]],
  });
  await expect(reader.checkStatus()).resolves.toBeUndefined();
});

it.each([
  ['checksum', 'aaaaaa9669000400001014'],
  ['length', 'aaaaaa9669000400001115'],
])('asks once more when the reader got a wrong %s', async (_, complaint) => {
  const { reader, far } = readerWith({ [ASK.find]: [complaint, wire.FOUND] });
  expect(await reader.find()).toBe(true);
  expect(far.heard).toEqual([ASK.find, ASK.find]);
});

describe('the line', () => {
  it.each([
    ['reader_silent', 'says nothing', ''],
    ['reader_damaged_answer', 'breaks off in the middle', 'aaaaaa966900'],
    ['reader_damaged_answer', 'damages the checksum', 'aaaaaa9669000400008085'],
    ['reader_damaged_answer', 'brings a vendor’s time-out marker, which is no frame', 'aaaaaa96690005050505'],
    ['reader_damaged_answer', 'brings only noise', '00ff00ff'],
  ])('is %s when it %s', async (code, _, answer) => {
    const { reader } = readerWith({ [ASK.find]: [answer] });
    await expect(reader.find()).rejects.toEqual(faultOf(code));
  });

  it('is good again for the question after a half answer', async () => {
    const { reader } = readerWith({ [ASK.find]: [wire.FOUND.slice(0, 20), wire.FOUND] });
    await expect(reader.find()).rejects.toEqual(faultOf('reader_damaged_answer'));
    expect(await reader.find()).toBe(true);
  });

  it('brings a good answer behind a preamble that lied about its length', async () => {
    const { reader } = readerWith({ [ASK.find]: [`${wire.PREAMBLE}0f00${wire.FOUND}`] });
    expect(await reader.find()).toBe(true);
  });

  it('may bring the late answer to an old question before the right one', async () => {
    const { reader } = readerWith({ [ASK.select]: [[wire.FOUND, wire.OK, wire.SELECTED]] });
    await expect(reader.select()).resolves.toBeUndefined();
  });

  it('may bring an answer nobody waits for any more', async () => {
    const { reader, far } = readerWith({ [ASK.find]: ['', wire.NO_CARD] });
    await expect(reader.find()).rejects.toEqual(faultOf('reader_silent'));
    far.say(wire.FOUND);
    await new Promise(setImmediate);
    expect(await reader.find()).toBe(false);
  });

  it('is absent from the moment it closes, not from the end of the waiting', async () => {
    const far = new ScriptedReader({});
    const asked = new SamReader(far.port, { findMs: 60_000 }).find();
    far.hangUp();
    await expect(asked).rejects.toEqual(faultOf('reader_absent'));
  });

  it('takes one question at a time', async () => {
    const { reader } = readerWith({ [ASK.find]: [wire.FOUND] });
    const first = reader.find();
    await expect(reader.select()).rejects.toThrow('one question at a time');
    expect(await first).toBe(true);
  });
});
