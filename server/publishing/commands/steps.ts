/** `approve`, `publish`, `retire` NAME@VERSION --staff N: one step by one person. */
import { wrongUse } from '../../proving/commands/arguments.ts';
import { type DraftName, findDraft, nameOfDraft, type Step, type Stepped, step } from '../drafts.ts';
import { handedIn } from '../handed-in.ts';
import { inStaffHouse, type StaffHouse } from '../staff-house.ts';
import { said, tell } from './said.ts';
import { requireStaff } from './staff.ts';

const STEPPED: Readonly<Record<Exclude<Stepped, 'done'>, string>> = {
  not_found: '没有这个草稿。用 drafts 看看都有哪些。',
  wrong_step: '还不到这一步，或者这一步已经做过了。用 drafts 看看到了哪一步。',
  same_person: '核准的人不能是交上来的人，发布的人不能是核准的人：换一个人来。',
  no_dry_run: '先用 diff 名字 名字@版本 和现在用的比一遍，再发布。',
  overtaken: '已经有一样新或更新的版本在用，发布了也不起作用：把 version 加大重新交。',
};
const DONE: Readonly<Record<Step, string>> = {
  approved: '核准了。',
  published: '发布了，新来的居民就按它办。',
  retired: '停用了。',
};
export const STEP_USAGES: Readonly<Record<Step, string>> = {
  approved: 'approve 名字@版本 --staff 工号 [--settings FILE]    核准，不能是交上来的人',
  published: 'publish 名字@版本 --staff 工号 [--settings FILE]    发布，不能是核准的人，先要用 diff 试过',
  retired: 'retire 名字@版本 --staff 工号 [--settings FILE]    停用，退回以前的版本',
};

export const approve = (args: readonly string[]): Promise<number> => take('approved', args);
export const publish = (args: readonly string[]): Promise<number> => take('published', args);
export const retire = (args: readonly string[]): Promise<number> => take('retired', args);

async function take(to: Step, args: readonly string[]): Promise<number> {
  const { what, settings, ...rest } = said(args, STEP_USAGES[to]);
  const staff = requireStaff(rest.staff);
  const draft = nameOfDraft(what);
  if (draft === undefined) throw wrongUse('写成 名字@版本，例如 elder-allowance@2', STEP_USAGES[to]);
  return await inStaffHouse(settings, async (house) => {
    const effect = to === 'retired' ? 'done' : await effectOf(house, draft);
    if (effect === 'overtaken') return tell(effect, { ...STEPPED }, []);
    const outcome = await step(house.db, draft, to, { staff, now: house.now });
    const done = to === 'published' && effect !== 'done' ? `发布了，从 ${effect.from} 起按它办。` : DONE[to];
    return tell(outcome, { ...STEPPED, done }, ['done']);
  });
}

/**
 * A house may have changed since it was handed in: what no longer fits is not taken further, nor what is no newer than
 * the house's own. Throws RuleFault.
 */
async function effectOf(
  { db, shipped, today }: StaffHouse,
  { name, version }: DraftName,
): Promise<'done' | 'overtaken' | { readonly from: string }> {
  const row = await findDraft(db, { name, version });
  if (row === undefined) return 'done';
  const { definition, shippedVersion } = await handedIn(`${name}@${version}`, row.yaml, shipped);
  if (shippedVersion >= version) return 'overtaken';
  const from = definition?.written.effective.from ?? today;
  return from > today ? { from } : 'done';
}
