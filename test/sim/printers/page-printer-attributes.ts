/** What the simulated page printer tells of itself and of its jobs (RFC 8011 5.3 and 5.4). */
import type { PageDialect } from './page-printer-dialect.ts';
import type { Job, PaperPath } from './page-printer-engine.ts';
import type { ToldAttribute, ToldGroup } from './page-printer-wire.ts';

const JOB_GROUP = 0x02;
const PRINTER_GROUP = 0x04;

const JOB_STATES = {
  waiting_for_document: [4, 'job-data-insufficient'],
  processing: [5, 'job-printing'],
  cancelled: [7, 'job-canceled-by-user'],
  aborted: [8, 'document-format-error'],
  completed: [9, 'job-completed-successfully'],
} as const satisfies Record<Job['state'], readonly [number, string]>;
const STOPPED = [6, 'printer-stopped'] as const;

/** What a job is told with that is not its own. */
interface Teller {
  readonly dialect: PageDialect;
  readonly url: string;
  readonly upTimeSeconds: number;
  /** The printer stands, and with it the job. */
  readonly isStill: boolean;
}

export function jobGroup(job: Job, { dialect, url, upTimeSeconds, isStill }: Teller): ToldGroup {
  const { id, name, user, times, state, impressions } = job;
  const { states, counts, keepsNames } = dialect;
  const isStopped = states === 'stopped' && isStill && state === 'processing';
  const [number, reason] = isStopped ? STOPPED : JOB_STATES[state];
  return [
    JOB_GROUP,
    ['job-id', 'integer', id],
    ['job-uri', 'uri', `${url}/${id}`],
    ['job-printer-uri', 'uri', url],
    ['job-name', 'name', keepsNames ? name : 'Untitled'],
    ['job-originating-user-name', 'name', user],
    ['job-state', 'enum', number],
    ['job-state-reasons', 'keyword', reason],
    ['time-at-creation', 'integer', times.created],
    timeAt('time-at-processing', times.started),
    timeAt('time-at-completed', times.ended),
    ['job-printer-up-time', 'integer', upTimeSeconds],
    ...(counts === 'no' ? [] : [impressionsTold(counts === 'sides' ? impressions : 0)]),
  ];
}

/** Out of band where it has not come yet (RFC 8011 5.3.14). */
function timeAt(name: string, seconds: number | undefined): ToldAttribute {
  return seconds === undefined ? [name, 'none'] : [name, 'integer', seconds];
}

function impressionsTold(impressions: number): ToldAttribute {
  return ['job-impressions-completed', 'integer', impressions];
}

/** PWG 5100.7, in hundredths of a millimetre. */
const A4: readonly ToldAttribute[] = [
  [
    'media-size',
    'collection',
    [
      ['x-dimension', 'integer', 21_000],
      ['y-dimension', 'integer', 29_700],
    ],
  ],
];

interface Printer extends PaperPath {
  readonly dialect: PageDialect;
  readonly url: string;
  readonly busy: boolean;
  readonly queuedJobs: number;
  readonly upTimeSeconds: number;
}

export function printerGroup(printer: Printer): ToldGroup {
  return [
    PRINTER_GROUP,
    ['printer-uri-supported', 'uri', printer.url],
    ['uri-authentication-supported', 'keyword', 'none'],
    ['uri-security-supported', 'keyword', 'none'],
    ['printer-name', 'name', 'simulated page printer'],
    ['printer-make-and-model', 'text', 'Linli simulated page printer'],
    ['printer-info', 'text', '模拟打印机'],
    ['printer-location', 'text', '红旗社区'],
    ['printer-more-info', 'uri', 'http://127.0.0.1/'],
    ['printer-state', 'enum', stateOf(printer)],
    ['printer-state-reasons', 'keyword', ...reasons(printer)],
    ['printer-is-accepting-jobs', 'boolean', true],
    ['queued-job-count', 'integer', printer.queuedJobs],
    ['printer-up-time', 'integer', printer.upTimeSeconds],
    ['ipp-versions-supported', 'keyword', '1.1', '2.0'],
    ['operations-supported', 'enum', 0x02, 0x04, 0x05, 0x06, 0x08, 0x09, 0x0a, 0x0b],
    ['charset-configured', 'charset', 'utf-8'],
    ['charset-supported', 'charset', 'utf-8'],
    ['natural-language-configured', 'language', 'zh-cn'],
    ['generated-natural-language-supported', 'language', 'zh-cn'],
    ['document-format-default', 'media', 'application/pdf'],
    ['document-format-supported', 'media', 'application/pdf'],
    ['compression-supported', 'keyword', 'none'],
    ['pdl-override-supported', 'keyword', 'not-attempted'],
    ['multiple-document-jobs-supported', 'boolean', false],
    ['media-supported', 'keyword', 'iso_a4_210x297mm'],
    ['media-default', 'keyword', 'iso_a4_210x297mm'],
    ['media-ready', 'keyword', 'iso_a4_210x297mm'],
    ['media-col-supported', 'keyword', 'media-size'],
    ['media-col-default', 'collection', A4],
    ['media-col-ready', 'collection', A4],
    ['media-col-database', 'collection', A4],
    ['sides-supported', 'keyword', 'one-sided'],
    ['sides-default', 'keyword', 'one-sided'],
  ];
}

function stateOf({ dialect, busy, paper, coverOpen, jam }: Printer): number {
  const isStill = !paper || coverOpen || jam;
  if (dialect.states === 'stopped' && isStill) return 5;
  return busy ? 4 : 3;
}

/** ippeveprinter turns the `-error` of its reasons into `-warning`; so does this. */
function reasons({ paper, coverOpen, jam }: PaperPath): string[] {
  const told = [
    ...(paper ? [] : ['media-empty-warning', 'media-needed-warning']),
    ...(coverOpen ? ['cover-open-warning'] : []),
    ...(jam ? ['media-jam-warning'] : []),
  ];
  return told.length > 0 ? told : ['none'];
}
