// question AA AA AA 96 69 Len Len CMD PARA [DATA] CHK; answer AA AA AA 96 69 Len Len SW1 SW2 SW3 [DATA] CHK
// The reader's side of the line, written from the published description and not from the driver.

const START = [0xaa, 0xaa, 0xaa, 0x96, 0x69];

export interface Asked {
  readonly command: number;
  readonly parameter: number;
  /** What a SAM says to a damaged frame: 10 checksum, 11 length. */
  readonly damage?: 0x10 | 0x11;
}

export function answerFrame(status: number, data: Uint8Array = new Uint8Array(0)): Buffer {
  const length = 4 + data.length;
  const frame = Buffer.from([...START, length >> 8, length & 0xff, 0, 0, status, ...data, 0]);
  let check = 0;
  for (const byte of frame.subarray(START.length)) check ^= byte;
  frame[frame.length - 1] = check;
  return frame;
}

/** Collects the bytes of questions, which may come in any pieces. */
export class QuestionParser {
  #waiting: number[] = [];

  take(bytes: Uint8Array): Asked[] {
    this.#waiting.push(...bytes);
    const asked: Asked[] = [];
    for (;;) {
      while (this.#waiting.length > 0 && !START.every((byte, at) => (this.#waiting[at] ?? byte) === byte))
        this.#waiting.shift();
      const [high = 0, low = 0] = this.#waiting.slice(START.length);
      const size = START.length + 2 + high * 256 + low;
      if (this.#waiting.length < START.length + 2 || this.#waiting.length < size) return asked;
      asked.push(understand(this.#waiting.splice(0, size).slice(START.length)));
    }
  }
}

function understand(counted: number[]): Asked {
  const [, length = 0, command = 0, parameter = 0] = counted;
  if (length < 3) return { command, parameter, damage: 0x11 };
  const check = counted.reduce((sum, byte) => sum ^ byte, 0);
  return check === 0 ? { command, parameter } : { command, parameter, damage: 0x10 };
}
