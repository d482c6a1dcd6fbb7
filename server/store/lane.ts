import type { Duplex } from 'node:stream';
import type { CompiledQuery } from 'kysely';
import type pg from 'pg';

/**
 * One connection for short reads. They are written one behind the other without waiting for answers (libpq names this
 * pipeline mode), so a crowd of them costs neither a queue for connections nor a wake-up of PostgreSQL for each, and
 * long transactions in the pool do not hold them up. Nothing here may open a transaction or wait for a lock.
 */
export class Lane {
  readonly #newClient: () => pg.Client;
  readonly #names = new Map<string, string>();
  #client: Promise<pg.Client> | undefined;

  /** `newClient` makes one with `pipeline` on, not yet connected. */
  constructor(newClient: () => pg.Client) {
    this.#newClient = newClient;
  }

  /**
   * Rows of a statement that was written beforehand; `parameters` take the places of those it was written with. It is
   * planned once a connection, so it must name its columns: the plan of a `select *` breaks when a migration adds one.
   */
  async read<Row extends object>({ sql }: CompiledQuery<Row>, parameters: unknown[]): Promise<Row[]> {
    this.#client ??= this.#connect();
    const client = await this.#client;
    this.#together(client.connection.stream);
    const { rows } = await client.query<Row>({ name: this.#nameOf(sql), text: sql, values: parameters });
    return rows;
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    await client?.end();
  }

  /** Whoever waits on a connection that breaks meets the fault; who comes next gets a new one. */
  async #connect(): Promise<pg.Client> {
    const forget = () => {
      this.#client = undefined;
    };
    const client = this.#newClient();
    // One that breaks may say so twice; the second time there is already another.
    client.once('error', forget).on('error', () => {});
    try {
      await client.connect();
    } catch (fault) {
      forget();
      throw fault;
    }
    return client;
  }

  /** What is asked in one turn of the event loop is written at once, and wakes PostgreSQL once. */
  #together(stream: Duplex): void {
    if (stream.writableCorked > 0) return;
    stream.cork();
    setImmediate(() => stream.uncork());
  }

  #nameOf(sql: string): string {
    const name = this.#names.get(sql) ?? `lane_${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }
}
