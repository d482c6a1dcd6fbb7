/** `approve`, `publish`, `retire` NAME@VERSION --staff N: one step by one person. */
import { DRAFT_NAME, type Step, type Stepped, step } from '../drafts.ts';
import { inStaffHouse } from '../staff-house.ts';
import { said, tell } from './said.ts';
import { requireStaff } from './staff.ts';

const STEPPED: Readonly<Record<Exclude<Stepped, 'done'>, string>> = {
  not_found: '没有这个草稿。用 drafts 看看都有哪些。',
  wrong_step: '还不到这一步，或者这一步已经做过了。',
  same_person: '核准的人不能是交上来的人，发布的人不能是核准的人：换一个人来。',
  no_dry_run: '先用 diff 在登记册上试一遍，再发布。',
};
const DONE: Readonly<Record<Step, string>> = {
  approved: '核准了。',
  published: '发布了，新来的居民就按它办。',
  retired: '停用了。',
};

export const approve = (args: readonly string[]): Promise<number> => take('approved', args);
export const publish = (args: readonly string[]): Promise<number> => take('published', args);
export const retire = (args: readonly string[]): Promise<number> => take('retired', args);

async function take(to: Step, args: readonly string[]): Promise<number> {
  const { what, settings, ...rest } = said(args);
  const staff = requireStaff(rest.staff);
  const { name, version } = DRAFT_NAME.exec(what)?.groups ?? {};
  if (name === undefined) throw new Error('写成 名字@版本，例如 elder-allowance@2。');
  return await inStaffHouse(settings, async ({ db, now }) =>
    tell(
      await step(db, { name, version: Number(version) }, to, { staff, now }),
      { ...STEPPED, done: DONE[to] },
      ['done'],
    ),
  );
}
