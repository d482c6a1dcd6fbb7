import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { describePrinter } from '#printers/ipp/printer-description.ts';
import { PagePrinter } from '#sim/printers/page-printer.ts';

it('hears what a printer is, how it is and what it takes', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'page-printer-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const printer = new PagePrinter({ dir });
  const url = await printer.start();
  onTestFinished(() => printer.stop());
  printer.emptyTray();
  expect(await describePrinter(url)).toMatchObject({
    model: 'Linli simulated page printer',
    state: 3,
    reasons: ['media-empty-warning', 'media-needed-warning'],
    conditions: ['paper_out'],
    formats: ['application/pdf'],
    a4: 'ready',
    queue: undefined,
  });
});

it('tells an address where nothing answers from one where something else does', async () => {
  expect(await describePrinter('ipp://127.0.0.1:9/ipp/print')).toBe('no_answer');
  // RFC 8010: version 2.0, client-error-not-found, request 1, no attributes
  const notFound = Buffer.from('020004060000000103', 'hex');
  const other = createServer((_, response) => void response.end(notFound)).listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  expect(await describePrinter(`ipp://127.0.0.1:${port}/nowhere`)).toBe('no_printer');
});
