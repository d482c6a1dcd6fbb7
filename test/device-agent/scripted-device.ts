import { Duplex } from 'node:stream';
import type { DeviceState } from '../../device-agent/contract/messages.ts';
import type { Report, SupervisedDevice } from '../../device-agent/supervise.ts';

export function newLine(destroy?: () => void): Duplex {
  return new Duplex({ read() {}, write: (_, __, done) => done(), ...(destroy && { destroy }) });
}

/** A device that a test plugs, pulls and breaks; all is well with it until then. */
export class ScriptedDevice implements SupervisedDevice {
  readonly told: { state: DeviceState; cause: unknown }[] = [];
  readonly lines: Duplex[] = [];
  looks = 0;
  openings = 0;
  served = 0;
  report: Report = () => {};
  /** Ends serving it: with an error, or without. */
  quit: (error?: Error) => void = () => {};
  /** What whoever serves it reports at once. */
  finds: Parameters<Report>[0] | undefined = 'ready';
  look: () => Promise<boolean> = async () => true;
  makeLine: () => Promise<Duplex> = async () => newLine();

  isPresent(): Promise<boolean> {
    this.looks += 1;
    return this.look();
  }

  async open(): Promise<Duplex> {
    this.openings += 1;
    const line = await this.makeLine();
    this.lines.push(line);
    return line;
  }

  serve(_line: Duplex, report: Report, signal: AbortSignal): Promise<void> {
    this.report = report;
    this.served += 1;
    if (this.finds) report(this.finds);
    return new Promise<void>((resolve, reject) => {
      this.quit = (error) => (error ? reject(error) : resolve());
      signal.addEventListener('abort', () => resolve());
    }).finally(() => {
      this.served -= 1;
    });
  }

  onState(state: DeviceState, cause?: unknown): void {
    this.told.push({ state, cause });
  }

  get states(): DeviceState[] {
    return this.told.map(({ state }) => state);
  }

  /** Why it was lost the first time. */
  get lostBy(): string {
    const cause = this.told.find(({ state }) => state === 'lost')?.cause;
    return cause instanceof Error ? cause.message : '';
  }
}
