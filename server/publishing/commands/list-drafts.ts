/** `drafts`: every definition handed in here, and how far it has come. */

import { readArguments, wrongUse } from '../../proving/commands/arguments.ts';
import { chinaDay } from '../../rules/civil-date.ts';
import { inStaffHouse } from '../staff-house.ts';

export const DRAFTS_USAGE = 'drafts [--settings FILE]    交上来的都有哪些，到了哪一步';

export async function listDrafts(args: readonly string[]): Promise<number> {
  return await inStaffHouse(settingsFrom(args), async ({ db }) => {
    const rows = await db.selectFrom('draft').selectAll().orderBy('name').orderBy('version').execute();
    for (const row of rows) {
      const state = row.retired_by ? '停用' : row.published_by ? '在用' : row.approved_by ? '已核准' : '草稿';
      const tried = row.dry_run === null ? '没试过' : '试过了';
      process.stdout.write(
        `${row.name}@${row.version}\t${state}\t${tried}\t${chinaDay(row.submitted_at.getTime())} ${row.submitted_by}\n`,
      );
    }
    if (rows.length === 0) process.stdout.write('没有草稿，用的都是随机器来的。\n');
    return 0;
  });
}

function settingsFrom(args: readonly string[]): string | undefined {
  const { values, positionals } = readArguments(
    args,
    { settings: { type: 'string' } } as const,
    DRAFTS_USAGE,
  );
  if (positionals.length > 0) throw wrongUse(`后面不用写 ${positionals[0]}`, DRAFTS_USAGE);
  return values.settings;
}
