/** The status bytes of the simulated slip printer (DLE EOT n, GS a, GS r), from Epson's tables. */
export interface Trouble {
  readonly paper: boolean;
  readonly coverOpen: boolean;
  readonly jam: boolean;
  /** The knife does not go back. */
  readonly cutterFails?: boolean;
  /** A little of the roll is left; it prints on. */
  readonly nearEnd?: boolean;
}

export function isStill({ paper, coverOpen, jam, cutterFails = false }: Trouble): boolean {
  return !paper || coverOpen || jam || cutterFails;
}

const bits = (...set: readonly (readonly [boolean, number])[]) =>
  set.reduce((byte, [isSet, bit]) => (isSet ? byte | bit : byte), 0);

export function realtimeStatus(n: number, trouble: Trouble): number {
  const { paper, coverOpen, jam, cutterFails = false, nearEnd = false } = trouble;
  const answers = [
    bits([isStill(trouble), 0x08]),
    bits([coverOpen, 0x04], [!paper, 0x20], [jam || cutterFails, 0x40]),
    bits([jam, 0x04], [cutterFails, 0x08]),
    bits([!paper, 0x6c], [nearEnd, 0x0c]),
  ];
  return 0x12 | (answers[n - 1] ?? 0);
}

export function automaticStatus(trouble: Trouble): Buffer {
  const { paper, coverOpen, jam, cutterFails = false, nearEnd = false } = trouble;
  const first = 0x10 | bits([isStill(trouble), 0x08], [coverOpen, 0x20]);
  const second = bits([jam, 0x04], [cutterFails, 0x08]);
  return Buffer.of(first, second, bits([nearEnd, 0x03], [!paper, 0x0f]), 0);
}

const DRAWER_CLOSED = 0x01;

/** GS r n: 1 is the paper, 2 the drawer, as a number or as a digit; nothing for what it does not know. */
export function sensor(n: number, { paper }: Trouble): Buffer {
  if (n === 1 || n === 0x31) return Buffer.of(paper ? 0 : 0x0f);
  return n === 2 || n === 0x32 ? Buffer.of(DRAWER_CLOSED) : Buffer.alloc(0);
}

const INFORMATION: Readonly<Record<number, string>> = { 65: '1.02 ESC/POS', 66: 'LINLI', 67: 'SIM-80' };

/** GS I n, type B: firmware, maker, model. Empty for what it does not know. */
export function information(n: number): Buffer {
  const text = INFORMATION[n];
  return text === undefined ? Buffer.alloc(0) : Buffer.from(`_${text}\0`, 'latin1');
}

const DLE = 0x10;
const EOT = 0x04;
const ENQ = 0x05;

/** Takes DLE EOT n and DLE ENQ n out of what comes in, wherever they stand and however they are split. */
export class RealtimeFilter {
  readonly #obey: (command: 'status' | 'recover', n: number) => void;
  #held: number[] = [];

  constructor(obey: (command: 'status' | 'recover', n: number) => void) {
    this.#obey = obey;
  }

  /** A command that was half in is lost. */
  forget(): void {
    this.#held = [];
  }

  /** What is left for the print buffer. */
  pass(bytes: Buffer): Buffer {
    const passed: number[] = [];
    for (const byte of bytes) {
      this.#held.push(byte);
      const [dle, command] = this.#held;
      if (dle !== DLE || (command !== undefined && command !== EOT && command !== ENQ)) {
        passed.push(...this.#held);
        this.#held = [];
      } else if (this.#held.length === 3) {
        this.#held = [];
        this.#obey(command === EOT ? 'status' : 'recover', byte);
      }
    }
    return Buffer.from(passed);
  }
}
