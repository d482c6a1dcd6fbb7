import { PDFDocument } from 'pdf-lib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { PagePrinter } from '#sim/printers/page-printer.ts';
import type { PageDialect } from '#sim/printers/page-printer-dialect.ts';

/** `02 00 | operation | request-id | 01, charset, language, job-id | 03`, RFC 8010 3.1. */
function request(operation: number, document: Uint8Array = Buffer.alloc(0)): Buffer {
  const text = (tag: number, name: string, value: string) =>
    Buffer.concat([
      Buffer.of(tag, 0, name.length),
      Buffer.from(name),
      Buffer.of(0, value.length),
      Buffer.from(value),
    ]);
  return Buffer.concat([
    Buffer.of(2, 0, 0, operation, 0, 0, 0, 1, 1),
    text(0x47, 'attributes-charset', 'utf-8'),
    text(0x48, 'attributes-natural-language', 'en'),
    text(0x42, 'job-name', 'ours'),
    Buffer.concat([Buffer.of(0x21, 0, 6), Buffer.from('job-id'), Buffer.of(0, 4, 0, 0, 0, 1), Buffer.of(3)]),
    document,
  ]);
}

const CREATE_JOB = 0x05;
const SEND_DOCUMENT = 0x06;
const GET_JOB_ATTRIBUTES = 0x09;
const GET_PRINTER_ATTRIBUTES = 0x0b;

async function startPrinter(dialect: Partial<PageDialect>): Promise<PagePrinter> {
  const printer = new PagePrinter({ dialect, msPerPage: 0 });
  await printer.start();
  onTestFinished(() => printer.stop());
  return printer;
}

async function ask(printer: PagePrinter, body: Buffer): Promise<Buffer> {
  const answer = await fetch(printer.url.replace('ipp:', 'http:'), {
    method: 'POST',
    body: new Uint8Array(body),
  });
  return Buffer.from(await answer.arrayBuffer());
}

async function onePage(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage();
  return document.save();
}

/** An attribute of four bytes, or undefined where it is not told. */
function numberIn(answer: Buffer, attribute: string): number | undefined {
  const at = answer.indexOf(attribute);
  return at === -1 ? undefined : answer.readInt32BE(at + attribute.length + 2);
}

describe('the simulated page printer', () => {
  it('says in its states, too, that it stands still, where it is of that kind', async () => {
    const printer = await startPrinter({ states: 'stopped' });
    await ask(printer, request(CREATE_JOB));
    printer.emptyTray();
    await ask(printer, request(SEND_DOCUMENT, await onePage()));
    expect(numberIn(await ask(printer, request(GET_PRINTER_ATTRIBUTES)), 'printer-state')).toBe(5);
    expect(numberIn(await ask(printer, request(GET_JOB_ATTRIBUTES)), 'job-state')).toBe(6);
  });

  it.each([
    ['sides', 1],
    ['zero', 0],
    ['no', undefined],
  ] as const)('counts %s', async (counts, impressions) => {
    const printer = await startPrinter({ counts });
    await ask(printer, request(CREATE_JOB));
    await ask(printer, request(SEND_DOCUMENT, await onePage()));
    await vi.waitUntil(() => printer.jobs[0]?.state === 'completed', { timeout: 5000, interval: 2 });
    const answer = await ask(printer, request(GET_JOB_ATTRIBUTES));
    expect(numberIn(answer, 'job-impressions-completed')).toBe(impressions);
    expect(printer.papers).toHaveLength(1);
  });

  it('calls every job Untitled, where it is of that kind', async () => {
    const printer = await startPrinter({ keepsNames: false });
    expect((await ask(printer, request(CREATE_JOB))).includes('Untitled')).toBe(true);
  });

  it('prints the first page before it has the last byte, where it is of that kind', async () => {
    const printer = await startPrinter({ streams: true });
    await ask(printer, request(CREATE_JOB));
    const whole = request(SEND_DOCUMENT, await onePage());
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(whole.subarray(0, -10))),
    });
    const leaving = new AbortController();
    const { signal } = leaving;
    const sending = fetch(printer.url.replace('ipp:', 'http:'), {
      method: 'POST',
      body,
      duplex: 'half',
      signal,
    });
    sending.catch(() => {});
    await vi.waitUntil(() => printer.papers.length === 1, { timeout: 5000, interval: 2 });
    leaving.abort();
    await vi.waitUntil(() => printer.jobs[0]?.state === 'aborted', { timeout: 5000, interval: 2 });
    expect(printer.papers).toHaveLength(1);
  });
});
