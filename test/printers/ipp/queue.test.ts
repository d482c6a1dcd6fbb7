import { expect, it, onTestFinished } from 'vitest';
import { IppPrinter } from '#printers/ipp/ipp-printer.ts';
import { addressBehind, verdictThrough } from '#printers/ipp/queue.ts';
import { reportIn } from '#printers/ipp/told/job-report.ts';
import { IppClient } from '#printers/ipp/wire/client.ts';
import { TAG } from '#printers/ipp/wire/codec.ts';
import { JOB } from './page-bench.ts';
import { ScriptedPrinter } from './scripted-printer.ts';

it.each([
  ['ipp://192.168.1.20/ipp/print', true],
  ['ipp://localhost:60000/ipp/print', true],
  ['http://192.168.1.20:631/ipp/print', true],
  ['ipp://Laser%20Printer._ipp._tcp.local/', false],
  ['dnssd://Laser._ipp._tcp.local/?uuid=1', false],
  ['ipps://192.168.1.20/ipp/print', false],
  ['usb://HP/LaserJet?serial=1', false],
  ['socket://192.168.1.20:9100', false],
  ['no address at all', false],
  [undefined, false],
])('whether the printer behind %s can be asked: %s', (deviceUri, canBeAsked) => {
  expect(addressBehind({ deviceUri, errorPolicy: undefined })).toBe(canBeAsked ? deviceUri : undefined);
});

/** RFC 8011, appendix B. */
const OPERATION_NOT_SUPPORTED = 0x0501;
const BUSY = 0x0507;

async function verdictBehind(jobStatus: number): Promise<unknown> {
  const { url } = await ScriptedPrinter.start({ jobStatus });
  const behind = new IppPrinter(new IppClient({ url, answerWithinMs: 2000 }));
  onTestFinished(() => behind.close());
  const completed = reportIn(
    new Map([
      ['job-id', [{ tag: TAG.integer, value: 7 }]],
      ['job-state', [{ tag: TAG.enum, value: 9 }]],
    ]),
  );
  return completed && verdictThrough(completed, { name: JOB, pages: 1 }, behind);
}

it('asks again when the printer behind is too busy to tell of its jobs', async () => {
  await expect(verdictBehind(BUSY)).rejects.toMatchObject({ code: 'damaged_answer' });
});

it('is in doubt when the printer behind does not speak of its jobs', async () => {
  expect(await verdictBehind(OPERATION_NOT_SUPPORTED)).toMatchObject({ type: 'uncertain' });
});
