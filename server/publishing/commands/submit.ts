/** `submit FILE --staff N`: a definition or a region is handed in by who wrote it. */
import { readFileSync } from 'node:fs';
import { archive } from '../archive.ts';
import { type Submitted, submit } from '../drafts.ts';
import { handedIn } from '../handed-in.ts';
import { inStaffHouse } from '../staff-house.ts';
import { said, tell } from './said.ts';
import { requireStaff } from './staff.ts';

const SUBMITTED: Readonly<Record<Submitted, string>> = {
  submitted: '交上去了，等另一个人核准。',
  unchanged: '和已经交的一模一样，没有改动。',
  version_taken: '这个版本号已经用过了，version 加一再交。',
  version_too_low: '版本号太小，要比现在用的大。',
};

export async function submitFile(args: readonly string[]): Promise<number> {
  const { what, settings, ...rest } = said(args);
  const staff = requireStaff(rest.staff);
  const yaml = readFileSync(what, 'utf8');
  return await inStaffHouse(settings, async ({ db, shipped, now }) => {
    const { draft, definition, shippedVersion } = await handedIn(what, yaml, shipped);
    if (definition !== undefined) await archive(db, [definition]);
    const outcome = await submit(db, draft, { staff, shipped: shippedVersion, now });
    return tell(outcome, SUBMITTED, ['submitted', 'unchanged']);
  });
}
