/** A slip printed by the product's own driver on the simulated printer, and a picture of what hangs out of it. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { profile } from '#printers/escpos/profiles/plain.ts';
import { escposSlipDriver } from '#printers/escpos/slip-driver.ts';
import type { FontChain } from '#printers/page/fonts.ts';
import { dressSlip } from '#printers/slip/dress-slip.ts';
import { SlipPrinter } from '#sim/printers/slip-printer.ts';
import { pictureOf, ROLL_58_MM, ROLL_80_MM } from '#sim/printers/slip-printer-picture.ts';
import { openSerial } from '../../device-agent/ports.ts';
import { withPalette } from './palette-png.ts';
import type { SlipPaper } from './slip-papers.ts';

const BAUD = 115_200;
/** Of the picture, for one dot of the printer. */
const ZOOM = 0.75;
const MAX_PICTURE_BYTES = 8 * 1024 * 1024;

/** Writes `<name>.png` into `out`. `dir` holds what the printer keeps. */
export async function pictureSlip(
  paper: SlipPaper,
  fonts: FontChain,
  { dir, out }: { readonly dir: string; readonly out: string },
): Promise<void> {
  const printed = await print(paper, fonts, dir);
  const rows = readFileSync(printed.replace(/svg$/u, 'jsonl'), 'utf8').trimEnd().split('\n');
  const roll = paper.columns === 48 ? ROLL_80_MM : ROLL_58_MM;
  const svg = join(dir, `${paper.name}.svg`);
  writeFileSync(
    svg,
    pictureOf(
      rows.map((row) => JSON.parse(row)),
      roll,
    ),
  );
  const size = ['--zoom', String(ZOOM), '--background-color', 'white'];
  const png = execFileSync('rsvg-convert', [...size, svg], { maxBuffer: MAX_PICTURE_BYTES });
  writeFileSync(join(out, `${paper.name}.png`), withPalette(png));
}

/** The file of the printer's own picture; its rows lie beside it. */
async function print({ slip, columns, name }: SlipPaper, fonts: FontChain, dir: string): Promise<string> {
  const printer = new SlipPrinter({ dir, link: join(dir, 'slip'), msPerLine: 0 });
  const path = await printer.plug();
  const kept = new Promise<string>((resolve) => {
    printer.onPaper = ({ file }) => resolve(file);
  });
  const open = () => openSerial({ path, baud: BAUD });
  const driver = escposSlipDriver({
    open,
    profile: { ...profile, columns, userGlyphs: 10, raster: true },
    pollMs: 5,
  });
  try {
    const bytes = Buffer.from(JSON.stringify(dressSlip(slip, fonts)));
    const job = { name, mediaType: 'application/vnd.linli.slip+json', bytes, pages: 1 };
    for await (const event of driver.print(job, new AbortController().signal)) {
      if (event.type === 'not_printed' || event.type === 'uncertain')
        throw new Error(`${name}: ${event.type}`);
    }
    return await kept;
  } finally {
    await driver.close();
    printer.stop();
  }
}
