/**
 * ESC/POS read back into rows, written from Epson's reference by itself: what a printer of a given ROM would show, and what
 * it would have forgotten after its power blinked.
 */
export interface ReadRow {
  readonly style: string;
  /** As printed; `□`: a code for which nothing was defined. */
  readonly text: string;
}

const ROM = new TextDecoder('gb18030');

export class SlipReading {
  readonly rows: ReadRow[] = [];
  /** Hex of what GS v 0 brought, one string a band. */
  readonly bands: string[] = [];
  readonly #characterOf: (shape: Buffer) => string;
  #shapes = new Map<number, string>();
  #chinese = false;
  #style: Record<string, number> = {};
  #text = '';

  /** `characterOf`: what a shape shows. */
  constructor(characterOf: (shape: Buffer) => string) {
    this.#characterOf = characterOf;
  }

  blink(): void {
    this.#shapes = new Map();
    this.#chinese = false;
    this.#style = {};
    this.#text = '';
  }

  read(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) at += this.#obey(bytes.subarray(at));
  }

  /** The length of the first command. */
  #obey(bytes: Buffer): number {
    const [first = 0, second = 0] = bytes;
    const name = String.fromCharCode(second);
    if (first === 0x0a) return this.#endRow();
    if (first === 0x1b) return this.#escape(name, bytes);
    if (first === 0x1c) return this.#chineseCommand(name, bytes);
    if (first === 0x1d) return this.#group(name, bytes);
    return this.#character(bytes);
  }

  #endRow(): number {
    this.rows.push({ style: JSON.stringify(this.#style), text: this.#text });
    this.#text = '';
    return 1;
  }

  #escape(name: string, bytes: Buffer): number {
    if (name === '@') {
      this.blink();
      return 2;
    }
    if (!'aEJ'.includes(name)) throw new Error(`ESC ${name}`);
    if (name !== 'J') this.#style[name] = bytes[2] ?? 0;
    return 3;
  }

  #chineseCommand(name: string, bytes: Buffer): number {
    if (name === '&') {
      this.#chinese = true;
      return 2;
    }
    if (name === '!') {
      this.#style['FS !'] = bytes[2] ?? 0;
      return 3;
    }
    if (name !== '2' || bytes[2] !== 0xfe) throw new Error(`FS ${name}`);
    this.#shapes.set(bytes[3] ?? 0, this.#characterOf(bytes.subarray(4, 76)));
    return 76;
  }

  #group(name: string, bytes: Buffer): number {
    if (name === '!') this.#style['GS !'] = bytes[2] ?? 0;
    if (name === '!' || name === 'r') return 3;
    if (name === 'V') return 4;
    if (name === '(') return 5 + bytes.readUInt16LE(3);
    if (name !== 'v') throw new Error(`GS ${name}`);
    const length = 8 + bytes.readUInt16LE(4) * bytes.readUInt16LE(6);
    this.bands.push(bytes.toString('hex', 0, length));
    return length;
  }

  #character(bytes: Buffer): number {
    const [first = 0, second = 0] = bytes;
    if (first < 0x20) throw new Error(`control ${first}`);
    if (first >= 0x80 && !this.#chinese) throw new Error('Chinese is off');
    if (first === 0xfe && second >= 0xa1) {
      this.#text += this.#shapes.get(second) ?? '□';
      return 2;
    }
    const length = first < 0x80 ? 1 : second < 0x40 ? 4 : 2;
    this.#text += ROM.decode(bytes.subarray(0, length));
    return length;
  }
}
