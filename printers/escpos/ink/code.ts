/** A QR code that the printer draws itself: GS ( k, 1D 28 6B pL pH 31 fn …. */
import { create } from 'qrcode';

const GS = 0x1d;
const SHARE_OF_THE_WIDTH = 0.5;
const MIN_MODULE_DOTS = 3;
const MAX_MODULE_DOTS = 8;

/** Functions 165, 167, 169, 180, 181: model 2, module size, error correction M, store, print. */
export function codeCommand(text: string, paperDots: number): Buffer {
  const data = Buffer.from(text);
  const { size } = create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'M' }).modules;
  const fitting = Math.floor((paperDots * SHARE_OF_THE_WIDTH) / size);
  const moduleDots = Math.min(MAX_MODULE_DOTS, Math.max(MIN_MODULE_DOTS, fitting));
  return Buffer.concat([
    symbol(65, Buffer.of(50, 0)),
    symbol(67, Buffer.of(moduleDots)),
    symbol(69, Buffer.of(49)),
    symbol(80, Buffer.concat([Buffer.of(48), data])),
    symbol(81, Buffer.of(48)),
  ]);
}

function symbol(fn: number, parameters: Buffer): Buffer {
  const length = parameters.length + 2;
  return Buffer.concat([Buffer.of(GS, 0x28, 0x6b, length & 0xff, length >> 8, 49, fn), parameters]);
}
