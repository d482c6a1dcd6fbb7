/**
 * `node server/settle-copy.ts [--settings FILE]` lists the copies whose fate nobody knows; with
 * `--number N --copy K --reason REASON --staff ID` staff say what they found at the machine.
 */
import { parseArgs } from 'node:util';
import { WITNESS_REASONS, type WitnessReason } from '#server/contract/certificates.ts';
import { copiesInDoubt, settleCopy } from './certificates/copies/staff-witness.ts';
import { runCommand } from './command.ts';
import { chinaDay, chinaTime } from './rules/civil-date.ts';
import { readServerSettings } from './settings.ts';
import { type Db, openDatabase } from './store/database.ts';

const MEANINGS = {
  handed_over: '纸出来了，本人拿到了',
  kept_by_staff: '纸出来了，社区收着',
  nothing_came: '没有出纸',
  came_spoiled: '出来了，但打坏了',
} as const satisfies Partial<Record<WitnessReason, string>>;
type StaffReason = keyof typeof MEANINGS;

/** What the column of copies holds: PostgreSQL's integer. */
const MOST_COPIES = 2_147_483_647;
/** A staff number, so that no name gets into the audit. */
const STAFF = /^[a-z0-9-]{1,32}$/u;
const USAGE = `usage: node server/settle-copy.ts [--settings FILE] [--number N --copy K --reason REASON --staff ID]
  REASON 怎么回事:
${Object.entries(MEANINGS)
  .map(([reason, meaning]) => `    ${reason}  ${meaning}`)
  .join('\n')}
  ID 工号: small letters, digits and hyphens 小写字母、数字、短横线`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      settings: { type: 'string' },
      number: { type: 'string' },
      copy: { type: 'string' },
      reason: { type: 'string' },
      staff: { type: 'string' },
    },
  });
  const { settings, number, copy, reason, staff } = values;
  const isList = [number, copy, reason, staff].every((value) => value === undefined);
  const word = { number, copy: Number(copy), reason, staff };
  if (!isList && !isWord(word)) throw new Error(`${wrongIn(word)}\n${USAGE}`);
  const { db, close } = await openDatabase(readServerSettings(settings).database);
  try {
    return isWord(word) ? await settle(db, word) : await list(db);
  } finally {
    await close();
  }
});

interface Word {
  readonly number: string;
  readonly copy: number;
  readonly reason: StaffReason;
  readonly staff: string;
}

type Said = { readonly [Key in keyof Word]: Word[Key] | string | undefined };

function isWord(word: Said): word is Word {
  return wrongIn(word) === undefined;
}

/** What has to be written otherwise, the first of it; undefined when nothing has. */
function wrongIn({ number, copy, reason, staff }: Said): string | undefined {
  if (number === undefined) return '要写 --number：纸左上角的编号。';
  if (!(Number.isInteger(copy) && Number(copy) > 0 && Number(copy) <= MOST_COPIES))
    return '要写 --copy：第几份，只写数字。';
  if (reason === undefined || !Object.hasOwn(MEANINGS, reason)) return '要写 --reason：下面四个里的一个。';
  if (!STAFF.test(staff ?? '')) return '要写 --staff：您的工号。';
  return undefined;
}

async function list(db: Db): Promise<number> {
  const copies = await copiesInDoubt(db);
  for (const { number, copy, kiosk, orderedAt } of copies) {
    const at = orderedAt.getTime();
    process.stdout.write(`${number}\t第 ${copy} 份\t${kiosk}\t${chinaDay(at)} ${chinaTime(at)}\n`);
  }
  if (copies.length === 0) process.stdout.write('没有拿不准的证明。\n');
  return 0;
}

async function settle(db: Db, word: Word): Promise<number> {
  const { kind } = await settleCopy(db, word);
  const { number, copy, reason } = word;
  switch (kind) {
    case 'settled': {
      const then = WITNESS_REASONS[reason].came ? '' : '这一份作废了，请本人带身份证到机器上补打。';
      process.stdout.write(`${number} 第 ${copy} 份：${MEANINGS[reason]}。已记下。${then}\n`);
      return 0;
    }
    case 'not_found':
      process.stderr.write(`没有这张证明：${number} 第 ${copy} 份。对着纸上的编号再看一遍。\n`);
      return 1;
    case 'not_in_doubt':
      process.stderr.write(`${number} 第 ${copy} 份的去向已经清楚，没有改动。\n`);
      return 1;
    default:
      return kind satisfies never;
  }
}
