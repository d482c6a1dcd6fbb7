import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeviceState } from './contract/messages.ts';

/**
 * Keeps one device on a line in use for as long as there is one:
 * absent -> opening -> initialising -> ready <-> busy | degraded; any of these -> lost -> backoff -> opening.
 * Every opening is a new stream; the old one is closed before, and whoever served it has ended.
 */
export interface SupervisedDevice {
  /** Looked at every second: a device that is not to be seen is absent, and one in use is lost. */
  isPresent(): Promise<boolean>;
  open(): Promise<Duplex>;
  /**
   * Wakes the device and works with it until `signal`; reports `ready`, `busy` and `degraded` as it finds them.
   * Throws when the device is lost (two heartbeats missed, say). That the line closes, and that the device is no longer to be seen, is watched here.
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
}
const SUPERVISE_TIMES: SuperviseTimes = {
  backoffMs: [250, 500, 1000, 2000, 5000],
  watchPresenceEveryMs: 1000,
};
const JITTER = 0.2;

export class DeviceLost extends Error {
  override readonly name = 'DeviceLost';
}

export class Supervisor {
  readonly #device: SupervisedDevice;
  readonly #times: SuperviseTimes;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(device: SupervisedDevice, times: Partial<SuperviseTimes> = {}) {
    this.#device = device;
    this.#times = { ...SUPERVISE_TIMES, ...times };
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when the line is closed and nobody works with it any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    let lossesInARow = 0;
    while (!this.#stopping.signal.aborted) {
      if (!(await this.#device.isPresent())) {
        lossesInARow = 0;
        this.#device.onState('absent');
        await this.#wait(this.#times.watchPresenceEveryMs);
        continue;
      }
      if (await this.#life()) lossesInARow = 0;
      if (this.#stopping.signal.aborted) return;
      this.#device.onState('backoff');
      await this.#wait(this.#backoffAfter(lossesInARow));
      lossesInARow += 1;
    }
  }

  /** From one opening to its loss; true when the device was ready in between. */
  async #life(): Promise<boolean> {
    let wasReady = false;
    const over = new AbortController();
    let line: Duplex | undefined;
    let serving: Promise<void> | undefined;
    try {
      this.#device.onState('opening');
      line = await this.#device.open();
      this.#device.onState('initialising');
      const report: Report = (state, cause) => {
        if (over.signal.aborted) return;
        wasReady ||= state === 'ready';
        this.#device.onState(state, cause);
      };
      serving = this.#device.serve(line, report, over.signal);
      await Promise.race([serving, this.#untilGone(line, over.signal)]);
    } catch (cause) {
      this.#device.onState('lost', cause);
    } finally {
      over.abort();
      if (line) await closed(line);
      await serving?.catch(() => {}); // why it ended was told above, or is the closing itself
    }
    return wasReady;
  }

  /** Resolves when we are told to stop; throws DeviceLost when line or path went away. */
  #untilGone(line: Duplex, over: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const gone = (what: string) => reject(new DeviceLost(what));
      const watch = setInterval(
        () =>
          void this.#device.isPresent().then((present) => present || gone('it is not to be seen any more')),
        this.#times.watchPresenceEveryMs,
      );
      line.once('close', () => gone('its line closed'));
      line.on('error', (error) => gone(error.message));
      over.addEventListener('abort', () => clearInterval(watch), { once: true });
      if (this.#stopping.signal.aborted) resolve();
      this.#stopping.signal.addEventListener('abort', () => resolve(), { signal: over });
    });
  }

  #backoffAfter(losses: number): number {
    const { backoffMs } = this.#times;
    const wait = backoffMs[Math.min(losses, backoffMs.length - 1)] ?? 0;
    return wait * (1 - JITTER + 2 * JITTER * Math.random());
  }

  async #wait(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => {}); // stopped: the loop ends itself
  }
}

function closed(line: Duplex): Promise<void> {
  return new Promise((resolve) => {
    if (line.closed) return resolve();
    line.once('close', () => resolve());
    line.destroy();
  });
}
