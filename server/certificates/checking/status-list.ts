/** Which copies are no longer live, as one list of bits for everybody: who asks does not say about which paper. */
import { randomInt } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Kysely } from 'kysely';
import type { StatusList } from '#server/contract/paper/certificate-code.ts';
import type { Tables } from '../../store/tables.ts';

/** Room for a million copies; empty, the list packs to some 150 bytes. */
const STATUS_BITS = 2 ** 20;

/** Places drawn at once. Of a list that is nine tenths full all are taken once in a thousand times. */
const DRAWS = 64;

/** The list has next to no room. It is to be followed by another before that: a fault of ours, not of who asks. */
class StatusListFull extends Error {
  readonly code = 'status_list_full';
  constructor() {
    super(`none of ${DRAWS} places drawn in the status list is free`);
    this.name = 'StatusListFull';
  }
}

/**
 * A free place, drawn at random. Whoever draws the same one at the same moment fails and asks again.
 * Throws `StatusListFull`.
 */
export async function drawStatusIndex(
  db: Kysely<Tables>,
  draw: () => number = () => randomInt(STATUS_BITS),
): Promise<number> {
  const drawn = Array.from({ length: DRAWS }, draw);
  const rows = await db
    .selectFrom('certificate_copy')
    .select('status_index')
    .where('status_index', 'in', drawn)
    .execute();
  const taken = new Set(rows.map(({ status_index }) => status_index));
  const free = drawn.find((index) => !taken.has(index));
  if (free === undefined) throw new StatusListFull();
  return free;
}

/** `now`: ms since 1970. */
export async function readStatusList(db: Kysely<Tables>, now: number): Promise<StatusList> {
  const rows = await db
    .selectFrom('certificate_copy')
    .select('status_index')
    .where('superseded_at', 'is not', null)
    .execute();
  return { asOf: Math.floor(now / 1000), bits: packBits(rows.map(({ status_index }) => status_index)) };
}

/** The lowest bit of the first byte is index 0. zlib (RFC 1950), base64url. */
export function packBits(indexes: readonly number[]): string {
  const bits = Buffer.alloc(STATUS_BITS / 8);
  for (const index of indexes) {
    bits.writeUInt8(bits.readUInt8(index >> 3) | (1 << (index & 7)), index >> 3);
  }
  return deflateSync(bits).toString('base64url');
}
