import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { driverFor, Print, startPrinter } from './slip-bench.ts';

const CODE = `https://linli.example/C#${'A1B2C3D4'.repeat(30)}`;

it('the simulated slip can be read: an independent decoder finds the code in its picture', async () => {
  const { printer, path } = await startPrinter();
  let file = '';
  printer.onPaper = (paper) => {
    file = paper.file;
  };
  await new Print(driverFor(path), { lines: [{ kind: 'qr', text: CODE }] }).ended;
  const png = file.replace('.svg', '.png');
  // On white, as the dock shows it: the picture itself is transparent around the paper.
  execFileSync('/usr/bin/rsvg-convert', [
    '--width',
    '640',
    '--background-color',
    'white',
    '--output',
    png,
    file,
  ]);
  const read = execFileSync('/usr/bin/zbarimg', ['--quiet', '--raw', png], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  expect(read.toString().trim()).toBe(CODE);
});

it('the rows of the slip lie beside its picture, one JSON object a line', async () => {
  const { printer, path } = await startPrinter();
  let file = '';
  printer.onPaper = (paper) => {
    file = paper.file;
  };
  await new Print(driverFor(path), { lines: [{ kind: 'text', text: '王<', align: 'right' }] }).ended;
  const [row = ''] = readFileSync(file.replace('.svg', '.jsonl'), 'utf8').split('\n');
  expect(JSON.parse(row)).toMatchObject({
    kind: 'text',
    align: 'right',
    glyphs: [{ glyph: '王', columns: 2 }, { glyph: '<' }],
  });
  expect(readFileSync(file, 'utf8')).toContain('&#60;');
});
