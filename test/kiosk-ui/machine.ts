/** Words of the two contracts, made up: a healthy machine, a resident who does not exist, papers that prove nothing. */

import { parse } from 'valibot';
import type { Job, Photo, Snapshot } from '#agent/contract/messages.ts';
import { type CertificateIssued, certificateIssued } from '#server/contract/certificates.ts';
import type { Offer } from '#server/contract/decisions.ts';
import { type VisitOpened, visitOpened } from '#server/contract/visits.ts';

export const LAYING = '7c0f5e1a-0000-4000-8000-000000000001';
export const NEXT_LAYING = '7c0f5e1a-0000-4000-8000-000000000002';
const PAGE_JOB = '7c0f5e1a-0000-4000-8000-00000000000a';
export const SLIP_JOB = '7c0f5e1a-0000-4000-8000-00000000000b';
export const NAME = '样＊＊';

export const READY: NonNullable<Snapshot['printers']['page']> = {
  state: 'ready',
  conditions: [],
  supplies: [],
  paperLeft: false,
};

export const AT_REST: Snapshot = {
  type: 'snapshot',
  reader: { state: 'ready', fault: null, lastReading: null },
  scanner: null,
  card: { state: 'none', lying: false },
  printers: {
    page: READY,
    slip: READY,
  },
  jobs: [],
  server: 'up',
};

export function cardRead(laying = LAYING, lying = true): Snapshot['card'] {
  return { state: 'read', laying, maskedName: NAME, assertion: `sealed-${laying}`, lying };
}

/** Two dots, one above the other (PNG, made with Python's zlib): a photo of nobody. */
const DOTS =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAACCAIAAAAW4yFwAAAAEElEQVR4nGPo6GhgOHFgBwAOAAPRwZ0JwgAAAABJRU5ErkJggg==';

export function photo(laying = LAYING): Photo {
  return { type: 'photo', laying, mediaType: 'image/png', base64: DOTS };
}

export function pageNeeds(...conditions: NonNullable<Snapshot['printers']['page']>['conditions']): Snapshot {
  return {
    ...AT_REST,
    card: cardRead(),
    printers: { ...AT_REST.printers, page: { ...READY, conditions, supplies: [] } },
  };
}

export function job(state: Job['state'], fault: Job['fault'] = null, id = PAGE_JOB): Job {
  return { job: id as Job['job'], printer: id === PAGE_JOB ? 'page' : 'slip', state, fault };
}

export const RESIDENCE: Offer = {
  service: 'residence-certificate',
  title: { zh: '居住证明' },
  domain: 'police',
  outcome: 'certificate',
  printer: 'page',
  issuer: '红旗社区居民委员会',
  validDays: 30,
  purposes: [
    { code: 'general', label: { zh: '都可以用' } },
    { code: 'school', label: { zh: '孩子上学' } },
    { code: 'work', label: { zh: '找工作' } },
  ],
  questions: [],
  statement: { zh: '住在红旗社区，从 2020 年 1 月起' },
  decision: { result: 'yes' },
};

export const NOT_YET: Offer = {
  ...RESIDENCE,
  decision: {
    result: 'no',
    reasons: [
      {
        id: 'long_enough',
        text: { zh: '住满六个月，才能开居住证明。' },
        own: { zh: '从 2026 年 7 月 23 日起登记，住了四个月' },
        required: { zh: '要住满六个月' },
        earliest: '2027-01-23',
        next: { zh: '孩子上学急用：带上租房合同，当面说一说。' },
        who: '3 号窗口',
      },
      {
        id: 'registered',
        text: { zh: '登记日期也可能不对。' },
        required: { zh: '登记的日子要和租房合同一样' },
        next: { zh: '要是登记日期不对：带上房东电话，可以改。' },
        who: '社区民警室',
      },
    ],
    earliest: '2027-01-23',
    progress: { since: '2026-07-23', haveMonths: 4, needMonths: 6 },
  },
};

export const NOT_KNOWN: Offer = {
  ...RESIDENCE,
  decision: {
    result: 'unknown',
    ask: [{ who: '社区民警室', text: { zh: '登记册上没有您搬来的日期，请带身份证去补上。' } }],
  },
};

export function opened(
  offers: readonly Offer[] = [RESIDENCE],
  token = 'token-of-a-visit',
  unreceived: VisitOpened['unreceived'] = [],
): VisitOpened {
  return parse(visitOpened, {
    token,
    visit: {
      id: '7c0f5e1a-0000-4000-8000-0000000000ff',
      community: { code: '610202001001', name: '红旗社区' },
      maskedName: NAME,
      level: 'L1',
      expiresAt: '2026-11-22T06:30:00Z',
    },
    offers,
    unreceived,
  });
}

/** Papers of a former visit that nobody is known to hold. */
export const UNCERTAIN: VisitOpened['unreceived'][number] = parse(visitOpened.entries.unreceived.item, {
  number: '610202001001-2026-000171',
  copy: 1,
  service: RESIDENCE.service,
  validUntil: '2026-12-20',
  fate: 'uncertain',
});
export const LOST: typeof UNCERTAIN = { ...UNCERTAIN, fate: 'not_printed' };

export function issued(copy = 1, page = PAGE_JOB, slip = SLIP_JOB): CertificateIssued {
  return parse(certificateIssued, {
    kind: 'issued',
    number: '610202001001-2026-000173',
    copy,
    validUntil: '2026-12-22',
    orders: [
      { job: page, printer: 'page', order: `order-of-page-${copy}` },
      { job: slip, printer: 'slip', order: `order-of-slip-${copy}` },
    ],
  });
}
