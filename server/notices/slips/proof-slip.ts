/** 社区不开这个: to be shown to whoever asked for a proof that no community may issue. */
import type { Slip } from '#printers/slip/slip.ts';
import { heading, left, RULE } from '#printers/slip/slip-lines.ts';
import type { RefusedProof, RefusedProofs } from '#server/contract/refused-proofs.ts';
import { FEED, type NoticeHead, notice, said } from './notice.ts';

/** `instead`: what the service of this house that helps is called. */
export function proofSlip(
  head: NoticeHead,
  { title, why, next, who }: RefusedProof,
  { source }: Pick<RefusedProofs, 'source'>,
  instead?: string,
): Slip {
  return notice(head, {
    title: '社区不开这个',
    about: { name: '要的证明', value: said(title) },
    body: [
      heading('为什么'),
      left(said(why)),
      FEED,
      heading('现在怎么办'),
      left(said(next)),
      left(`问哪里：${who}`),
      ...(instead === undefined ? [] : [left(`这台机器上可以办“${instead}”。`)]),
      RULE,
      left('谁让您开这个证明，把这张小票给他看。'),
      left(`依据：${source}`),
    ],
  });
}
