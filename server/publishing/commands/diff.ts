/** `diff OLD NEW --staff N`: whom a change of a service or a region would touch, before anybody publishes it. */
import { audit } from '../../audit/audit.ts';
import { readArguments, wrongUse } from '../../proving/commands/arguments.ts';
import { communitySettings } from '../../visits/eligibility.ts';
import { CHANGES, type Change } from '../changes.ts';
import { pairsOf, sideOf } from '../compared.ts';
import { nameOfDraft, noteDryRun } from '../drafts.ts';
import { type Affected, countChanges, dryRun, type Pair } from '../dry-run.ts';
import { inStaffHouse, type StaffHouse } from '../staff-house.ts';
import { requireStaff } from './staff.ts';

export const DIFF_USAGE = `diff OLD NEW --staff 工号 [--settings FILE]
    OLD, NEW：事项或地区的 YAML 文件；名字@版本（草稿）；名字（现在用的）`;

const MEANINGS: Readonly<Record<Change, string>> = {
  gains: '变成能办',
  may_gain: '可能变成能办（登记册里的条件够了，还要问部门）',
  may_lose: '可能变成不能办（还要问部门，或登记册里的条件不够了）',
  loses: '变成不能办',
};

export async function diff(args: readonly string[]): Promise<number> {
  const options = { staff: { type: 'string' }, settings: { type: 'string' } } as const;
  const { values, positionals } = readArguments(args, options, DIFF_USAGE);
  const [before, after, ...more] = positionals;
  if (before === undefined || after === undefined || more.length > 0) {
    throw wrongUse('要写两份：旧的和新的', DIFF_USAGE);
  }
  const staff = requireStaff(values.staff);
  return await inStaffHouse(values.settings, (house) => compare(house, before, after, staff));
}

async function compare(house: StaffHouse, before: string, after: string, staff: string): Promise<number> {
  const [old, fresh] = [await sideOf(before, house), await sideOf(after, house)];
  const pairs = pairsOf(old, fresh, house);
  const affected: Affected[] = [];
  const settings = communitySettings(house.settings.community);
  for await (const each of dryRun(house, pairs, settings, house.today)) affected.push(each);
  const isTrial = await noteLook(house, [before, after], affected, staff);
  process.stdout.write(report(pairs, affected));
  const draft = nameOfDraft(after);
  if (draft !== undefined && !isTrial) {
    process.stdout.write(`这不算发布前的试算，要和现在用的比：diff ${draft.name} ${after}\n`);
  }
  return 0;
}

/**
 * Who looked at the register is written down before anybody is named. True when a draft has had its dry run with it:
 * it was held against what is in force, not against itself or another draft.
 */
async function noteLook(
  { db, now }: StaffHouse,
  [before, after]: readonly [string, string],
  affected: readonly Affected[],
  staff: string,
): Promise<boolean> {
  const draft = nameOfDraft(after);
  if (draft?.name === before) {
    await noteDryRun(db, draft, countChanges(affected), { staff, now });
    return true;
  }
  const entry = { actor: `staff:${staff}`, action: 'rules_tried_on_register' };
  await db.transaction().execute((trx) => audit(trx, now, { ...entry, details: { count: affected.length } }));
  return false;
}

function report(pairs: readonly Pair[], affected: readonly Affected[]): string {
  if (pairs.length === 0) return '两份没有差别。\n';
  const parts = pairs.flatMap(({ service, before, after }) => {
    const title = (after ?? before)?.written.title.zh ?? service;
    const theirs = affected.filter((each) => each.service === service);
    const days = [...new Set(theirs.map(({ on }) => on))].toSorted();
    if (days.length === 0) return [`${title}：登记册里没有人受影响。`];
    return days.map((on) =>
      dayReport(
        title,
        on,
        theirs.filter((each) => each.on === on),
      ),
    );
  });
  return `${parts.join('\n')}\n登记册里的身份证都当作有效。部门一个也没有问。\n`;
}

function dayReport(title: string, on: string, affected: readonly Affected[]): string {
  const lines = CHANGES.flatMap((change) => {
    const people = affected.filter((each) => each.change === change);
    if (people.length === 0) return [];
    const names = people.map(
      ({ maskedName, lastFour, household }) =>
        `    ${maskedName}  尾号 ${lastFour}  户号 ${household ?? '没有'}`,
    );
    return [`  ${MEANINGS[change]}：${people.length} 人`, ...names];
  });
  return [`${title}，${on} 当天：`, ...lines].join('\n');
}
