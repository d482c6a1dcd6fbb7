/** A picture as a print head knows it: rows of whole bytes, most significant bit on the left, 1 is black. */
export class Dots {
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;

  /** Throws RangeError when the bits are not those of so many rows. */
  constructor(width: number, height: number, bits?: Uint8Array) {
    const bytes = bytesOf(width) * height;
    if (bits !== undefined && bits.length !== bytes) throw new RangeError(`not ${bytes} bytes`);
    this.width = width;
    this.height = height;
    this.bits = bits ?? new Uint8Array(bytes);
  }

  get rowBytes(): number {
    return bytesOf(this.width);
  }

  /** False outside the picture. */
  isBlack(x: number, y: number): boolean {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return false;
    return ((this.bits[y * this.rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
  }

  blacken(x: number, y: number): void {
    const at = y * this.rowBytes + (x >> 3);
    this.bits[at] = (this.bits[at] ?? 0) | (0x80 >> (x & 7));
  }

  get base64(): string {
    return Buffer.from(this.bits).toString('base64');
  }
}

function bytesOf(width: number): number {
  return Math.ceil(width / 8);
}
