import type { CertificateIssued } from '#server/contract/certificates.ts';
import type { NoticeIssued } from '#server/contract/notices.ts';
import type { Effect } from '../event.ts';
import type { Base } from '../state.ts';

/** No order twice; and a machine without a slip printer is not troubled with slips. */
export function ordersOf({ machine }: Base, { orders }: CertificateIssued | NoticeIssued): Effect[] {
  return [...orders]
    .filter(({ printer, job }) => {
      const isHanded = machine?.jobs.some((each) => each.job === job);
      return machine?.printers[printer] !== null && !isHanded;
    })
    .map(({ order }) => ({ type: 'send', message: { type: 'print', order } }));
}
