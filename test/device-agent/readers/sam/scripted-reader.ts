/** The far end of a line in memory: answers hex with hex, in the pieces it is told to, and remembers what it heard. */
import { type Duplex, duplexPair } from 'node:stream';

/** What comes back for a question, one entry for each time it is asked; the last entry stays. Pieces go out one by one. */
export type Script = Readonly<Record<string, readonly (string | readonly string[])[]>>;

export class ScriptedReader {
  readonly port: Duplex;
  readonly heard: string[] = [];
  readonly #far: Duplex;

  constructor(script: Script) {
    [this.port, this.#far] = duplexPair();
    const times = new Map<string, number>();
    this.#far.on('data', (bytes: Buffer) => {
      const asked = bytes.toString('hex');
      this.heard.push(asked);
      const time = times.get(asked) ?? 0;
      times.set(asked, time + 1);
      const answers = script[asked] ?? [];
      const answer = answers[Math.min(time, answers.length - 1)] ?? '';
      for (const piece of typeof answer === 'string' ? [answer] : answer) this.say(piece);
    });
  }

  say(hex: string): void {
    if (hex !== '') this.#far.write(Buffer.from(hex, 'hex'));
  }

  hangUp(): void {
    this.port.destroy();
  }
}

/** An answer a byte at a time. */
export function drip(hex: string): string[] {
  return hex.match(/../gu) ?? [];
}
