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

  /** Without the white around what is black; one white dot when nothing is. */
  trimmed(): Dots {
    const rows = range(this.height).filter((y) => range(this.width).some((x) => this.isBlack(x, y)));
    const columns = range(this.width).filter((x) => rows.some((y) => this.isBlack(x, y)));
    const [top = 0, left = 0] = [rows[0], columns[0]];
    const whole = new Dots((columns.at(-1) ?? left) - left + 1, (rows.at(-1) ?? top) - top + 1);
    for (const y of rows) {
      for (const x of columns) if (this.isBlack(x, y)) whole.blacken(x - left, y - top);
    }
    return whole;
  }

  get base64(): string {
    return Buffer.from(this.bits).toString('base64');
  }
}

function range(length: number): number[] {
  return Array.from({ length }, (_, at) => at);
}

function bytesOf(width: number): number {
  return Math.ceil(width / 8);
}
