/** `submit FILE --staff N`: a definition or a region is handed in by who wrote it. */
import { readText } from '../../definitions/reading/file-text.ts';
import { wrongUse } from '../../proving/commands/arguments.ts';
import { type Submitted, submit } from '../drafts.ts';
import { handedIn } from '../handed-in.ts';
import { inStaffHouse } from '../staff-house.ts';
import { said, tell } from './said.ts';
import { requireStaff } from './staff.ts';

export const SUBMIT_USAGE = 'submit FILE --staff 工号 [--settings FILE]    交上来，等人核准';

const SUBMITTED: Readonly<Record<Submitted, string>> = {
  submitted: '交上去了，等另一个人核准。',
  unchanged: '和已经交的一模一样，没有改动。',
  version_taken: '这个版本号已经用过了，version 加一再交。',
  version_too_low: '版本号太小，要比现在用的大，version 改大再交。',
  name_taken: '事项和地区不能用同一个名字，换个名字再交。',
};

export async function submitFile(args: readonly string[]): Promise<number> {
  const { what, settings, ...rest } = said(args, SUBMIT_USAGE);
  if (what === '') throw wrongUse('要写交哪个文件', SUBMIT_USAGE);
  const staff = requireStaff(rest.staff);
  const yaml = readText(what);
  return await inStaffHouse(settings, async ({ db, shipped, now }) => {
    const { draft, shippedVersion } = await handedIn(what, yaml, shipped);
    const outcome = await submit(db, draft, { staff, shipped: shippedVersion, now });
    return tell(outcome, SUBMITTED, ['submitted', 'unchanged']);
  });
}
