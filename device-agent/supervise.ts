/**
 * Keeps one device on a line in use for as long as there is one.
 *
 * | state                      | what happens                                                     | next             |
 * | -------------------------- | ---------------------------------------------------------------- | ---------------- |
 * | at first, absent, backoff  | a look: it is not to be seen                                     | absent           |
 * | at first, absent, backoff  | a look: it is to be seen, or the look tells nothing              | opening          |
 * | opening                    | the line is open                                                 | initialising     |
 * | opening                    | it cannot be opened, or takes too long                           | lost             |
 * | initialising and after     | whoever serves it reports `ready`, `busy` or `degraded`          | what is reported |
 * | initialising and after     | the first of: its line closes, its line fails, it is not to be   | lost             |
 * |                            | seen any more, serving it throws, serving it ends                |                  |
 * | lost                       | its line is put away                                             | backoff          |
 * | any                        | stop                                                             | no more is told  |
 *
 * Looks are `watchPresenceEveryMs` apart, in use too; out of backoff the next one comes after `backoffMs`.
 */
import type { Duplex } from 'node:stream';
import type { DeviceState } from './contract/messages.ts';
import { letGo } from './lines/closing.ts';
import { pause, within } from './patience.ts';

export interface SupervisedDevice {
  /**
   * Whether the device is to be seen. One look at a time, however long it takes; one that throws, or takes longer
   * than `lookWithinMs` before an opening, tells nothing: opening will.
   */
  isPresent(): Promise<boolean>;
  /**
   * A new stream each time, that closes by itself when the device goes. One opening at a time: one that takes longer
   * than `openWithinMs` counts as a loss, and is waited for again at the next turn.
   */
  open(): Promise<Duplex>;
  /**
   * Wakes the device and works with it until `signal`; reports `ready`, `busy` and `degraded` as it finds them.
   * Throws when the device is lost (two heartbeats missed, say). Has to end when `signal` says so or the line closes.
   */
  serve(line: Duplex, report: Report, signal: AbortSignal): Promise<void>;
  /** `cause` is what was thrown, when the state is `lost`, and what was reported with `degraded`. */
  onState(state: DeviceState, cause?: unknown): void;
}
export type Report = (state: 'ready' | 'busy' | 'degraded', cause?: unknown) => void;

export interface SuperviseTimes {
  /** Waits after the first, second, ... loss in a row; the last one repeats. Each is taken ±20 %. */
  readonly backoffMs: readonly number[];
  readonly watchPresenceEveryMs: number;
  readonly lookWithinMs: number;
  /** Room for a search through five speeds on a line that will not fall silent. */
  readonly openWithinMs: number;
  /** A driver that never says that it has closed must not keep the next opening waiting. */
  readonly closeWithinMs: number;
}
const SUPERVISE_TIMES: SuperviseTimes = {
  backoffMs: [250, 500, 1000, 2000, 5000],
  watchPresenceEveryMs: 1000,
  lookWithinMs: 2000,
  openWithinMs: 20_000,
  closeWithinMs: 2000,
};
const JITTER = 0.2;

export class DeviceLost extends Error {
  override readonly name = 'DeviceLost';
}

export class Supervisor {
  readonly #device: SupervisedDevice;
  readonly #times: SuperviseTimes;
  /** Cuts short whatever goes on: a look, a life, a pause. */
  #current = new AbortController();
  #isStopping = false;
  #running: Promise<void> = Promise.resolve();
  #looking: Promise<boolean> | undefined;
  #opening: Promise<Duplex> | undefined;

  constructor(device: SupervisedDevice, times: Partial<SuperviseTimes> = {}) {
    this.#device = device;
    this.#times = { ...SUPERVISE_TIMES, ...times };
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when the line is closed and nobody works with it. A line that is still being opened is closed once it is open. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#current.abort();
    await this.#running;
    this.#opening?.then(
      (line) => line.destroy(),
      () => {}, // nothing was opened
    );
  }

  async #run(): Promise<void> {
    let lossesInARow = 0;
    while (!this.#isStopping) {
      if (await this.#isToBeSeen()) {
        if (await this.#life()) lossesInARow = 0;
        this.#tell('backoff');
        await this.#pause(backoffAfter(lossesInARow, this.#times.backoffMs));
        lossesInARow += 1;
      } else {
        lossesInARow = 0;
        this.#tell('absent');
        await this.#pause(this.#times.watchPresenceEveryMs);
      }
    }
  }

  async #isToBeSeen(): Promise<boolean> {
    const { signal } = this.#begin();
    return (await within(this.#look(), this.#times.lookWithinMs, signal)) ?? true;
  }

  /** From one opening to its loss; true when the device was ready in between. */
  async #life(): Promise<boolean> {
    let wasReady = false;
    const over = this.#begin();
    if (this.#isStopping) return false;
    let line: Duplex | undefined;
    let serving: Promise<void> | undefined;
    try {
      this.#tell('opening');
      line = await this.#open(over.signal);
      this.#tell('initialising');
      const report: Report = (state, cause) => {
        if (over.signal.aborted) return;
        wasReady ||= state === 'ready';
        this.#tell(state, cause);
      };
      serving = this.#device.serve(line, report, over.signal);
      await Promise.race([served(serving), failed(line), this.#unseen(over.signal), aborted(over.signal)]);
    } catch (cause) {
      this.#tell('lost', cause);
    } finally {
      over.abort();
      if (line) await within(letGo(line), this.#times.closeWithinMs);
      await serving?.catch(() => {}); // why it ended was told above, or is the closing itself
    }
    return wasReady;
  }

  /** @throws DeviceLost when it takes too long; whatever opening it throws */
  async #open(signal: AbortSignal): Promise<Duplex> {
    this.#opening ??= this.#device.open().then((line) => line.on('error', () => {})); // heard in `failed` once it is in use
    let line: Duplex | undefined;
    try {
      line = await within(this.#opening, this.#times.openWithinMs, signal);
    } catch (error) {
      this.#opening = undefined;
      throw error;
    }
    if (line === undefined) throw new DeviceLost(`not open after ${this.#times.openWithinMs} ms`);
    this.#opening = undefined;
    return line;
  }

  /** @throws DeviceLost once the device is not to be seen any more */
  async #unseen(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await pause(this.#times.watchPresenceEveryMs, over);
      if (!(await this.#look())) throw new DeviceLost('it is not to be seen any more');
    }
  }

  #look(): Promise<boolean> {
    this.#looking ??= this.#device
      .isPresent()
      .catch(() => true)
      .finally(() => {
        this.#looking = undefined;
      });
    return this.#looking;
  }

  async #pause(ms: number): Promise<void> {
    await pause(ms, this.#begin().signal);
  }

  #begin(): AbortController {
    this.#current = new AbortController();
    if (this.#isStopping) this.#current.abort();
    return this.#current;
  }

  #tell(state: DeviceState, cause?: unknown): void {
    if (!this.#isStopping) this.#device.onState(state, cause);
  }
}

/** `random` in [0, 1). */
export function backoffAfter(losses: number, backoffMs: readonly number[], random = Math.random): number {
  const waitMs = backoffMs[Math.min(losses, backoffMs.length - 1)] ?? 0;
  return waitMs * (1 - JITTER + 2 * JITTER * random());
}

async function served(serving: Promise<void>): Promise<never> {
  await serving;
  throw new DeviceLost('it is not served any more');
}

function failed(line: Duplex): Promise<never> {
  return new Promise((_, reject) => {
    const lost = (what: string) => reject(new DeviceLost(what));
    line.once('close', () => lost('its line closed')).on('error', (error) => lost(error.message));
    if (line.closed) lost('its line closed');
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}
