import { describe, expect, it } from 'vitest';
import type { ToldAttribute } from '#sim/printers/page-printer-wire.ts';
import { examinePage } from '../../../../device-agent/doctor/printers/examine-page.ts';
import { ScriptedPrinter } from '../../../printers/ipp/scripted-printer.ts';

const QUEUE: readonly ToldAttribute[] = [
  ['cups-version', 'text', '2.4.2'],
  ['document-format-supported', 'media', 'application/pdf'],
];

async function found(...printer: readonly ToldAttribute[]): Promise<unknown> {
  return examinePage(await ScriptedPrinter.start({ printer }));
}

describe('the doctor says of an A4 printer', () => {
  it('that a queue which prints again is not used, and the command that mends it', async () => {
    const finding = found(
      ...QUEUE,
      ['device-uri', 'uri', 'usb://HP/LaserJet'],
      ['printer-error-policy', 'name', 'retry-job'],
    );
    expect(await finding).toMatchObject({
      verdict: 'wrong',
      mend: { run: 'sudo lpadmin -p scripted -o printer-error-policy=abort-job' },
      facts: expect.arrayContaining(['CUPS 队列，交给 usb://HP/LaserJet，出错时 retry-job']),
    });
  });

  it('no command that a shell would read otherwise, whatever the address', async () => {
    const retrying: ToldAttribute = ['printer-error-policy', 'name', 'retry-job'];
    const { url } = await ScriptedPrinter.start({ printer: [...QUEUE, retrying] });
    expect(await examinePage({ url: `${url};reboot` })).toMatchObject({
      mend: { run: 'sudo lpadmin -p 队列的名字 -o printer-error-policy=abort-job' },
    });
  });

  it.each<[string, ToldAttribute[], string]>([
    [
      'that a queue stops at its first error',
      [['printer-error-policy', 'name', 'stop-printer']],
      '能用；CUPS 队列出一次错就停下，等人来开',
    ],
    [
      'that nobody will know whether paper came',
      [
        ['printer-error-policy', 'name', 'abort-job'],
        ['device-uri', 'uri', 'usb://HP/LaserJet'],
      ],
      '能用；可 CUPS 只管交出去，问不到纸出来没有，每份都要问居民',
    ],
  ])('%s', async (_what, attributes, says) => {
    expect(await found(...QUEUE, ...attributes)).toMatchObject({ verdict: 'warning', says });
  });

  it('that its trays are set to other paper', async () => {
    expect(await found(['media-ready', 'keyword', 'na_letter_8.5x11in'])).toMatchObject({
      verdict: 'warning',
      says: '能用；可它说纸盒里没有 A4',
      facts: expect.arrayContaining(['还剩：A4 0%']),
    });
  });

  it('that it cannot say where a page is', async () => {
    expect(await found(['operations-supported', 'enum', 0x02])).toMatchObject({ verdict: 'wrong' });
  });

  it('its trouble before all that can wait', async () => {
    const finding = found(
      ['media-ready', 'keyword', 'na_letter_8.5x11in'],
      ['printer-state-reasons', 'keyword', 'media-jam-error'],
    );
    expect(await finding).toMatchObject({ verdict: 'wrong' });
  });
});
