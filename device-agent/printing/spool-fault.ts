/** What keeps the spool from its work, in the words of SQLite's result codes. */
const FAULTS = {
  disk_full: 'the disk takes nothing more; nothing of what was asked was written',
  in_use: 'another agent works with this data folder; a folder belongs to one agent',
  unwritable:
    'the data folder cannot be made or written; give it to the user of the agent, or name another data.dir',
  broken: 'damaged, or its disk fails; put back a copy, or move it away when no order is open',
} as const;

export class SpoolFault extends Error {
  readonly code: keyof typeof FAULTS;

  constructor(code: SpoolFault['code'], cause: unknown, where = 'spool.db') {
    super(`${where}: ${FAULTS[code]}`, { cause });
    this.name = 'SpoolFault';
    this.code = code;
  }
}

/** SQLite result codes (sqlite.org/rescode.html). Of SQLITE_IOERR a full disk is one cause. */
const CODES: Readonly<Record<number, SpoolFault['code']>> = {
  5: 'in_use', // SQLITE_BUSY
  8: 'unwritable', // SQLITE_READONLY
  10: 'disk_full', // SQLITE_IOERR
  13: 'disk_full', // SQLITE_FULL
  14: 'unwritable', // SQLITE_CANTOPEN
};

/** A fault of SQLite as a SpoolFault; any other as it is. */
export function spoolFault(fault: unknown): unknown {
  if (!(fault instanceof Error && 'errcode' in fault && typeof fault.errcode === 'number')) return fault;
  return new SpoolFault(CODES[fault.errcode & 0xff] ?? 'broken', fault);
}
