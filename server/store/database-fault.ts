/** `binaries_missing`: no PostgreSQL for this machine in node_modules. `not_ours`: a directory belongs to somebody else. */
export type DatabaseFaultCode =
  | 'binaries_missing'
  | 'not_ours'
  | 'no_unprivileged_user'
  | 'did_not_start'
  | 'did_not_stop'
  | 'migration_changed'
  | 'migration_failed';

/** What keeps the database from serving; the message says what to do. */
export class DatabaseFault extends Error {
  readonly code: DatabaseFaultCode;
  constructor(code: DatabaseFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseFault';
    this.code = code;
  }
}
