import assert from 'node:assert/strict';
import { CardStation, type ReaderView } from '../../../device-agent/card/card-station.ts';
import type { Fault } from '../../../device-agent/contract/faults.ts';
import type { Line } from '../../../device-agent/lines/line.ts';
import { eventually } from '../../device-agent/eventually.ts';

/** A guest's processor is software: what takes 50 ms on a kiosk takes half a second here, and longer on a busy host. */
const WITHIN_MS = 20_000;
const PATIENT = { statusMs: 3000, findMs: 3000, selectMs: 5000, readMs: 10_000, addressMs: 5000 };

/** The product's way from a line to a card, as an agent would use it, and all that it has said. */
export class WatchedStation {
  readonly #station: CardStation;
  readonly #said: ReaderView[] = [];
  #readyAt = 0;

  private constructor(line: Line) {
    this.#station = new CardStation({ line, log: () => {}, ...PATIENT });
    this.#station.onChange((view) => this.#said.push(view));
    this.#station.allowReading(true);
    this.#station.start();
  }

  /** Works with a station on this line, and ends it whatever becomes of the work. */
  static async on<T>(line: Line, work: (station: WatchedStation) => Promise<T>): Promise<T> {
    const station = new WatchedStation(line);
    try {
      return await work(station);
    } finally {
      await station.#station.stop();
    }
  }

  get view(): ReaderView {
    return this.#station.view;
  }

  /** The visit is over: the next card may be read. */
  forget(): void {
    this.#station.forget();
  }

  async until(holds: (view: ReaderView) => boolean): Promise<ReaderView> {
    return await eventually(() => this.view, holds, WITHIN_MS);
  }

  /** What it says of losses is counted from here. */
  async ready(): Promise<void> {
    await this.until(({ device }) => device.state === 'ready');
    this.#readyAt = this.#said.length;
  }

  absent(): Promise<ReaderView> {
    return this.until(({ device }) => device.state === 'absent');
  }

  /** The faults that came with the word `lost` since it was last seen to be ready, in their order. */
  get losses(): (Fault | null)[] {
    return this.#said
      .slice(this.#readyAt)
      .flatMap(({ device }) => (device.state === 'lost' ? [device.fault] : []));
  }

  /** Once and perhaps again, for it is tried until the system has taken the device off its list; never by another name. */
  assertLostAs(fault: Fault): void {
    assert.ok(this.losses.length > 0, 'never said to be lost');
    assert.deepEqual([...new Set(this.losses)], [fault]);
  }

  /** Cards read to the end, each once. */
  get cardsRead(): number {
    const records = this.#said.flatMap(({ card }) => (card.state === 'read' ? [card.record] : []));
    return new Set(records).size;
  }
}
