/** `drafts`: every definition handed in here, and how far it has come. */
import { chinaDay } from '../../rules/civil-date.ts';
import { inStaffHouse } from '../staff-house.ts';
import { said } from './said.ts';

export async function listDrafts(args: readonly string[]): Promise<number> {
  return await inStaffHouse(said(args).settings, async ({ db }) => {
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
