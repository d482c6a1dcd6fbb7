/** One slip as bytes by us, receiptline and node-thermal-printer: how long it takes, how long it is, and whether it is right. */
import { gb18030 } from '#printers/escpos/ink/gb18030.ts';
import { isInRom } from '#printers/escpos/ink/rom.ts';
import { installedFallback, loadFonts } from '#printers/page/fonts.ts';
import { percentile, print } from '../report/figure.ts';
import { dressed, linliSlip } from './slips/linli.ts';
import { nodeThermalPrinterSlip } from './slips/node-thermal-printer.ts';
import { receiptlineSlip } from './slips/receiptline.ts';
import { HARD } from './slips/slip.ts';

const WARM_UP = 200;
const ROUNDS = 1000;
const DRESS_ROUNDS = 20;
/** FS 2: a shape of its own for a character. GS v 0: a row as a picture. */
const DRAWN = [Buffer.of(0x1c, 0x32, 0xfe), Buffer.of(0x1d, 0x76, 0x30)];
/** What most printers have. */
const ROM = 'gbk';

export async function benchSlips(): Promise<void> {
  const fonts = await loadFonts({ fallback: await installedFallback() });
  const slip = dressed(fonts);
  const makers = {
    linli: () => linliSlip(slip),
    receiptline: () => receiptlineSlip(),
    'node-thermal-printer': () => nodeThermalPrinterSlip(),
  };
  const times = new Map<string, number[]>();
  const bytes = new Map<string, Buffer>();
  for (const [name, make] of Object.entries(makers)) {
    times.set(name, await timesOf(make));
    bytes.set(name, await make());
  }
  report(times, bytes);
  const value = percentile(await timesOf(() => dressed(fonts), DRESS_ROUNDS), 0.95);
  print({ bench: 'printing', figure: 'slip_dress_p95', value, unit: 'ms', against: 'aim at most 80' });
}

function report(times: ReadonlyMap<string, readonly number[]>, bytes: ReadonlyMap<string, Buffer>): void {
  const peers = [...bytes.keys()].filter((name) => name !== 'linli');
  const said = (tell: (name: string) => string) => peers.map((name) => `${name} ${tell(name)}`).join(', ');
  const msOf = (name: string) => percentile(times.get(name) ?? [], 0.95);
  const against = `${said((name) => `${msOf(name).toFixed(3)} ms`)}; aim at most 1`;
  print({ bench: 'printing', figure: 'slip_encode_p95', value: msOf('linli'), unit: 'ms', against });
  print({
    bench: 'printing',
    figure: 'slip_bytes',
    value: bytes.get('linli')?.length ?? 0,
    unit: 'bytes',
    against: said((name) => String(bytes.get(name)?.length)),
  });
  print({
    bench: 'printing',
    figure: 'slip_hard_characters_right',
    value: rightOnes('linli', bytes).length,
    unit: `of ${HARD.length}`,
    against: said((name) => `${rightOnes(name, bytes).length} (${rightOnes(name, bytes).join(' ')})`),
  });
}

async function timesOf(make: () => unknown, rounds = ROUNDS): Promise<number[]> {
  const timesMs: number[] = [];
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    const from = performance.now();
    await make();
    if (round >= WARM_UP) timesMs.push(performance.now() - from);
  }
  return timesMs;
}

/** Right where its code was sent to a ROM that has it, or where no code of it was sent and dots were. */
function rightOnes(name: string, slips: ReadonlyMap<string, Buffer>): string[] {
  const sent = slips.get(name) ?? Buffer.alloc(0);
  const isDrawn = DRAWN.some((command) => sent.includes(command));
  return HARD.filter((character) => {
    const printed = character === '¥' && !isSent(character, sent) ? '￥' : character;
    return isSent(printed, sent) ? isInRom(printed, ROM) : isDrawn;
  });
}

function isSent(character: string, bytes: Buffer): boolean {
  return bytes.includes(gb18030(character) ?? character);
}
