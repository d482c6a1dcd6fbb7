/** A card station on a real serial line, with a simulated reader at the far end of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import {
  CardStation,
  type CardStationOptions,
  type ReaderView,
} from '../../../device-agent/card/card-station.ts';
import { serialLine } from '../../../device-agent/lines/serial-line.ts';
import { readCardFile } from '../../sim/reader/card-file.ts';
import { CardReader, type CardReaderOptions } from '../../sim/reader/card-reader.ts';
import type { Step } from '../../sim/reader/sam-module.ts';

export const CARDS = fileURLToPath(new URL('../../sim/cards', import.meta.url));
export const WANG = readCardFile(CARDS, 'wang-yangli.json');
export const LI = readCardFile(CARDS, 'li-ceshi.json');

const QUICK = {
  pollMs: 10,
  heartbeatMs: 30,
  wakeWithinMs: 100,
  backoffMs: [10],
  watchPresenceEveryMs: 20,
  // On a busy machine answers are late; a test that waits for silence shortens the one time it is about.
  statusMs: 2000,
  findMs: 2000,
  selectMs: 2000,
  readMs: 5000,
  addressMs: 2000,
};

export class StationBench {
  readonly dir: string;
  readonly far: CardReader;
  station: CardStation;
  /** What the station has shown, oldest first. */
  views: ReaderView[] = [];

  private constructor(dir: string, far: CardReader) {
    this.dir = dir;
    this.far = far;
    this.station = this.#stationWith({});
  }

  static async set(options: Omit<CardReaderOptions, 'link'> = {}): Promise<StationBench> {
    const dir = mkdtempSync(join(tmpdir(), 'linli-reader-'));
    return new StationBench(dir, await CardReader.plugIn({ ...options, link: join(dir, 'reader') }));
  }

  async clear(): Promise<void> {
    await this.station.stop();
    this.far.unplug();
    rmSync(this.dir, { recursive: true });
  }

  /** Another station in the place of the one that was not started yet. */
  use(options: Partial<CardStationOptions>): void {
    this.station = this.#stationWith(options);
  }

  async ready(): Promise<void> {
    this.station.start();
    this.station.allowReading(true);
    await this.device('ready');
  }

  /** Resolves at once or at the change that makes it true; the test's own time limit is the deadline. */
  until(isTrue: (view: ReaderView) => boolean): Promise<ReaderView> {
    return new Promise((resolve) => {
      const look = (view: ReaderView) => isTrue(view) && resolve(view);
      look(this.station.view);
      this.station.onChange(look);
    });
  }

  device(state: string): Promise<ReaderView> {
    return this.until((view) => view.device.state === state);
  }

  card(state: string, lying?: boolean): Promise<ReaderView> {
    return this.until(
      ({ card }) =>
        card.state === state && (lying === undefined || ('lying' in card && card.lying === lying)),
    );
  }

  /** A card that was read: of which kind it is does not matter here. */
  named(name: string): Promise<ReaderView> {
    return this.until(
      ({ card }) => card.state === 'read' && 'name' in card.record && card.record.name === name,
    );
  }

  /** How often the reader heard this question; any question when none is named. */
  asked(step?: Step): number {
    return this.far.asked.filter((each) => step === undefined || each === step).length;
  }

  /** Lets the station ask this question, or any, so many times more. */
  async looks(times: number, step?: Step): Promise<void> {
    const goal = this.asked(step) + times;
    await expect.poll(() => this.asked(step), { timeout: 5000 }).toBeGreaterThanOrEqual(goal);
  }

  #stationWith(options: Partial<CardStationOptions>): CardStation {
    const station = new CardStation({
      line: serialLine(this.far.path, 115200),
      log: () => {},
      ...QUICK,
      ...options,
    });
    this.views = [];
    station.onChange((view) => this.views.push(view));
    return station;
  }
}
