import { describe, expect, it } from 'vitest';
import type { ToldAttribute } from '#sim/printers/page-printer-wire.ts';
import { driverFor, JOB, Print, pdf, startPrinter } from './page-bench.ts';
import { ScriptedPrinter } from './scripted-printer.ts';

const CREATE_JOB = 0x0005;
const SEND_DOCUMENT = 0x0006;
const CANCEL_JOB = 0x0008;
const GET_PRINTER_ATTRIBUTES = 0x000b;

type Words = readonly ToldAttribute[];
const NAME: ToldAttribute = ['job-name', 'name', JOB];
const UNTITLED: ToldAttribute = ['job-name', 'name', 'Untitled'];
const jobIs = (name: ToldAttribute, state: number, reason: string, ...more: ToldAttribute[]): Words => [
  name,
  ['job-state', 'enum', state],
  ['job-state-reasons', 'keyword', reason],
  ...more,
];
const completed = (name: ToldAttribute, impressions: number): Words =>
  jobIs(name, 9, 'job-completed-successfully', ['job-impressions-completed', 'integer', impressions]);
const upSince = (seconds: number): ToldAttribute => ['printer-up-time', 'integer', seconds];
const minutesAgo = (minutes: number): number => Date.now() - minutes * 60_000;

async function recovered(
  script: Parameters<typeof ScriptedPrinter.start>[0],
  { deviceJob = '7/1', intentAt = minutesAgo(10) } = {},
): Promise<unknown> {
  const printer = await ScriptedPrinter.start(script);
  return driverFor(printer.url).recover({ name: JOB, deviceJob, intentAt });
}

describe('pages are counted', () => {
  it.each([
    ['fewer than sent', '7/3', 2, { type: 'uncertain', reason: '2 of 3 pages' }],
    ['all', '7/3', 3, { type: 'done', evidence: 'completed, 3 impressions' }],
    [
      'one, as agents before this wrote it down',
      '7',
      1,
      { type: 'done', evidence: 'completed, 1 impressions' },
    ],
    ['none ever', '7/3', 0, { type: 'done', evidence: 'completed successfully, impressions not counted' }],
  ])('%s', async (_what, deviceJob, impressions, outcome) => {
    expect(await recovered({ job: [completed(NAME, impressions)] }, { deviceJob })).toEqual(outcome);
  });

  it('and what counts them becomes known as a printer that does', async () => {
    const printer = await startPrinter();
    const driver = driverFor(printer.url);
    expect(await driver.capabilities()).toMatchObject({ evidence: 'job' });
    await new Print(driver, await pdf(1)).ended;
    expect(await driver.capabilities()).toMatchObject({ evidence: 'pages', canRetract: false });
  });

  it('is asked anew when it was silent: another may stand in its place', async () => {
    const printer = await startPrinter();
    const driver = driverFor(printer.url);
    await new Print(driver, await pdf(1)).ended;
    await printer.stop();
    expect(await driver.status()).toMatchObject({ conditions: ['offline'] });
    await printer.start();
    expect(await driver.capabilities()).toMatchObject({ evidence: 'job' });
  });
});

describe('after a restart of the printer', () => {
  const forgotten = 'does not know the job any more';

  it('a job that it forgot is in doubt, and the reason is said', async () => {
    expect(await recovered({ printer: [upSince(30)] })).toEqual({
      type: 'uncertain',
      reason: `the printer was switched off and ${forgotten}`,
    });
  });

  it('nothing is said of a restart where there was none', async () => {
    expect(await recovered({ printer: [upSince(3600)] })).toEqual({
      type: 'uncertain',
      reason: `the printer ${forgotten}`,
    });
  });

  it('a job that it still knows by name is as it says', async () => {
    const script = { printer: [upSince(30)], job: [completed(NAME, 1)] };
    expect(await recovered(script)).toMatchObject({ type: 'done' });
  });

  it('a job of that number and another name is somebody else’s', async () => {
    const script = { printer: [upSince(30)], job: [completed(UNTITLED, 1)] };
    expect(await recovered(script)).toMatchObject({ type: 'uncertain' });
  });
});

describe('at a printer that calls every job by one name', () => {
  const startedAt = Math.round(minutesAgo(60) / 1000);

  it('a job is followed to its end and taken back like any other', async () => {
    const printer = await startPrinter({ dialect: { keepsNames: false } });
    const driver = driverFor(printer.url);
    expect(await new Print(driver, await pdf(1)).ended).toMatchObject({ type: 'done' });
    printer.emptyTray();
    const print = new Print(driver, await pdf(1));
    await print.until('blocked');
    print.callOff();
    expect(await print.ended).toEqual({ type: 'not_printed', reason: 'canceled' });
  });

  it.each([
    ['is ours while the printer was not switched off', 3600, 'done'],
    ['is anybody’s once it was', 30, 'uncertain'],
    ['is anybody’s where the printer does not tell', undefined, 'uncertain'],
  ])('the job of our number %s', async (_what, seconds, type) => {
    const script = {
      printer: seconds === undefined ? [] : [upSince(seconds)],
      job: [completed(UNTITLED, 1)],
    };
    expect(await recovered(script, { deviceJob: `7/1@${startedAt}` })).toMatchObject({ type });
  });
});

describe('before there is a job', () => {
  it.each<[string, ToldAttribute, string]>([
    [
      'takes no PDF',
      ['document-format-supported', 'media', 'image/urf', 'image/pwg-raster'],
      'the printer does not take application/pdf',
    ],
    [
      'knows Print-Job only',
      ['operations-supported', 'enum', 0x02, 0x04, 0x0b],
      'the printer has no Create-Job and Send-Document',
    ],
  ])('a printer that %s is refused', async (_what, attribute, reason) => {
    const printer = await ScriptedPrinter.start({ printer: [attribute] });
    expect(await new Print(driverFor(printer.url), await pdf(1)).ended).toEqual({
      type: 'not_printed',
      reason,
    });
    expect(printer.timesAsked(CREATE_JOB)).toBe(0);
  });
});

describe('a printer that', () => {
  it.each([
    ['though it does nothing is broken', 3, ['device_fault']],
    ['while it prints one is not', 4, []],
  ])('accepts no jobs %s', async (_what, state, conditions) => {
    const closed: ToldAttribute = ['printer-is-accepting-jobs', 'boolean', false];
    const printer = await ScriptedPrinter.start({ state, printer: [closed] });
    expect(await driverFor(printer.url).status()).toMatchObject({ conditions });
  });

  it('says of the job alone that it has no paper for it is out of paper', async () => {
    const waits = jobIs(NAME, 4, 'resources-are-not-ready');
    const job = [waits, waits, waits, completed(NAME, 1)];
    const printer = await ScriptedPrinter.start({ job });
    const print = new Print(driverFor(printer.url), await pdf(1));
    expect(await print.ended).toMatchObject({ type: 'done' });
    expect(print.events).toContainEqual({ type: 'blocked', conditions: ['paper_out'] });
  });

  it('answers is not asked for its abilities again', async () => {
    const printer = await ScriptedPrinter.start({});
    const driver = driverFor(printer.url);
    await driver.capabilities();
    await driver.capabilities();
    expect(printer.timesAsked(GET_PRINTER_ATTRIBUTES)).toBe(1);
  });
});

describe('a queue of CUPS', () => {
  const queue: Words = [
    ['cups-version', 'text', '2.4.2'],
    ['device-uri', 'uri', 'usb://HP/LaserJet'],
    ['printer-error-policy', 'name', 'stop-printer'],
  ];
  const started: ToldAttribute = ['time-at-processing', 'integer', 1795384509];

  it('may not begin a job anew: what it puts back is cancelled', async () => {
    const putBack = jobIs(NAME, 3, 'none', started);
    const canceled = jobIs(NAME, 7, 'job-canceled-by-user', started);
    const printer = await ScriptedPrinter.start({
      printer: queue,
      job: [putBack, putBack, putBack, canceled],
    });
    expect(await new Print(driverFor(printer.url), await pdf(1)).ended).toMatchObject({ type: 'uncertain' });
    expect(printer.timesAsked(CANCEL_JOB)).toBeGreaterThan(0);
    expect(printer.timesAsked(SEND_DOCUMENT)).toBe(1);
  });

  it('is asked to let the job wait for paper, longer than its MaxJobTime; a printer is not', async () => {
    const job = [completed(NAME, 1)];
    const [cups, plain] = [
      await ScriptedPrinter.start({ printer: queue, job: [...job] }),
      await ScriptedPrinter.start({ job: [...job] }),
    ];
    for (const { url } of [cups, plain]) await new Print(driverFor(url), await pdf(1)).ended;
    const wish = ({ asked }: ScriptedPrinter) =>
      asked.find(({ operation }) => operation === CREATE_JOB)?.attributes.get('job-cancel-after');
    expect(wish(cups)).toEqual([86_400]);
    expect(wish(plain)).toBeUndefined();
  });

  it('that is idle knows no more of paper than when it last printed', async () => {
    const stale: ToldAttribute = ['printer-state-reasons', 'keyword', 'media-empty-warning', 'paused'];
    const printer = await ScriptedPrinter.start({ printer: [...queue, stale] });
    expect(await driverFor(printer.url).status()).toMatchObject({ conditions: ['device_fault'] });
  });
});
