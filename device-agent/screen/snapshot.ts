import type { Job, Snapshot } from '../contract/messages.ts';

export interface SnapshotParts {
  /** Undefined when kiosk.yaml names no reader. */
  readonly reader: Snapshot['reader'] | undefined;
  /** Undefined when it names no scanner. */
  readonly scanner: Snapshot['scanner'] | undefined;
  readonly card: Snapshot['card'] | undefined;
  readonly printers: Snapshot['printers'];
  readonly jobs: readonly Job[];
  readonly server: Snapshot['server'];
}

/** What the screen is told, put together from the parts as they stand. Pure. */
export function snapshotOf(parts: SnapshotParts): Snapshot {
  const { reader, scanner, card, printers, jobs, server } = parts;
  return {
    type: 'snapshot',
    reader: reader ?? { state: 'absent', fault: null, lastReading: null },
    scanner: scanner ?? null,
    card: card ?? { state: 'none', lying: false },
    printers,
    jobs: [...jobs],
    server,
  };
}
