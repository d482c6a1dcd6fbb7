/** One resident's time at a kiosk: opened by an assertion, carried by a token, wiped when it ends. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import { parse } from 'valibot';
import { type CardRecord, cardRecord } from '#agent/contract/card-kinds.ts';
import type { AssertionClaims } from '#server/contract/envelopes.ts';
import type { Heartbeat } from '#server/contract/kiosks.ts';
import { type KioskId, kioskId, type Level } from '#server/contract/words.ts';
import { audit } from '../audit/audit.ts';
import type { Keyring } from '../keys/keyring.ts';
import { consumeNonce } from '../kiosks/nonces.ts';
import { Refused } from '../problems.ts';
import { findRegistered, type Registered, registeredOf } from '../residents/registered.ts';
import type { Db } from '../store/database.ts';
import type { Lane } from '../store/lane.ts';
import type { Tables } from '../store/tables.ts';

const VISIT_LASTS_MS = 10 * 60_000;
const TOKEN_BYTES = 32;
/** A card that was read proves that the card is there: L1, no more. */
const LEVEL_OF_A_CARD: Level = 'L1';

/** An open visit. Keep it in memory only. */
export interface Visit {
  readonly id: string;
  readonly kiosk: KioskId;
  readonly level: Level;
  /** Blind index of the identity number. */
  readonly subject: Buffer;
  readonly card: CardRecord;
  /** What the register says of the card's holder, as it stands now; undefined when it has nobody. */
  readonly registered: Registered | undefined;
  /** The last word of the kiosk about itself; null before its first. */
  readonly machine: Heartbeat | null;
  /** It keeps the catalogue of this moment, whatever is published meanwhile. */
  readonly openedAt: Date;
  readonly expiresAt: Date;
}

/**
 * Spends the assertion's nonce and opens a visit, both or neither. `token` is told once and kept as a hash.
 * Throws `Refused` `assertion_replayed` when the nonce was spent, has expired or was never issued to this kiosk.
 */
export async function openVisit(
  db: Db,
  keyring: Keyring,
  claims: AssertionClaims,
  now: number,
): Promise<{ visit: Visit; token: string }> {
  const { iss: kiosk, card, nonce, iat } = claims;
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const id = randomUUID();
  const openedAt = new Date(now);
  const expiresAt = new Date(now + VISIT_LASTS_MS);
  const subject = keyring.index.of(card.idNumber);
  const visit = { id, kiosk, level: LEVEL_OF_A_CARD, subject, card, openedAt, expiresAt };
  const row = {
    id,
    kiosk,
    level: visit.level,
    subject,
    token_hash: hashOf(token),
    card_sealed: keyring.fields.seal(placeOf(id), JSON.stringify(card)),
    card_read_at: new Date(iat * 1000),
    opened_at: openedAt,
    expires_at: expiresAt,
    ended_at: null,
  };
  await db.transaction().execute(async (trx) => {
    if (!(await consumeNonce(trx, kiosk, nonce, now))) throw new Refused('assertion_replayed');
    await trx.insertInto('visit').values(row).execute();
    const opened = { ...entryOf(visit, 'visit_opened'), details: { visit: id, level: visit.level } };
    await audit(trx, new Date(now), opened);
  });
  const [registered, machine] = await Promise.all([findRegistered(db, subject), lastWord(db, kiosk)]);
  return { visit: { ...visit, registered, machine }, token };
}

async function lastWord(db: Db, kiosk: KioskId): Promise<Heartbeat | null> {
  const row = await db.selectFrom('kiosk').select('state').where('id', '=', kiosk).executeTakeFirst();
  return row?.state ?? null;
}

/** The open visit of a token; undefined when there is none, it has ended or it has expired. Throws `KeyFault`. */
export type FindVisit = (token: string, now: number) => Promise<Visit | undefined>;

/** Asked with every request, so the statement is written once and reads visit, register and kiosk together. */
export function visitFinder(db: Db, lane: Lane, { fields }: Keyring): FindVisit {
  const statement = db
    .selectFrom('visit')
    .innerJoin('kiosk', 'kiosk.id', 'visit.kiosk')
    .leftJoin('resident', 'resident.id_index', 'visit.subject')
    .select([
      'visit.id',
      'visit.kiosk',
      'kiosk.state',
      'level',
      'subject',
      'card_sealed',
      'opened_at',
      'expires_at',
    ])
    .select(['community_code', 'residence_since', 'hukou_district'])
    .where('token_hash', '=', Buffer.of())
    .where('expires_at', '>', new Date(0))
    .where('ended_at', 'is', null)
    .compile();
  return async (token, now) => {
    const [row] = await lane.read(statement, [hashOf(token), new Date(now)]);
    if (row === undefined || row.card_sealed === null) return undefined;
    return {
      id: row.id,
      kiosk: parse(kioskId, row.kiosk),
      level: row.level,
      subject: row.subject,
      card: parse(cardRecord, JSON.parse(fields.open(placeOf(row.id), row.card_sealed))),
      registered: registeredOf(row),
      machine: row.state,
      openedAt: row.opened_at,
      expiresAt: row.expires_at,
    };
  };
}

/** Ends a visit and forgets its card. Ended twice, it changes nothing. */
export async function endVisit(db: Db, visit: Pick<Visit, 'id'>, now: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const ended = await trx
      .updateTable('visit')
      .set({ card_sealed: null, ended_at: new Date(now) })
      .where('id', '=', visit.id)
      .where('ended_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (ended) await noteEnds(trx, [ended], 'ended', now);
  });
}

/** Forgets the cards of visits whose time is over. Belongs into a timer; opening a visit does it too. */
export async function endExpiredVisits(db: Db, now: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const expired = await trx
      .updateTable('visit')
      .set({ card_sealed: null, ended_at: new Date(now) })
      .where('expires_at', '<=', new Date(now))
      .where('ended_at', 'is', null)
      .returningAll()
      .execute();
    if (expired.length > 0) await noteEnds(trx, expired, 'expired', now);
  });
}

async function noteEnds(
  trx: Transaction<Tables>,
  rows: readonly Selectable<Tables['visit']>[],
  reason: 'ended' | 'expired',
  now: number,
): Promise<void> {
  const entries = rows.map((row) => ({ ...entryOf(row, 'visit_ended'), details: { visit: row.id, reason } }));
  await audit(trx, new Date(now), ...entries);
}

function entryOf({ kiosk, subject }: { readonly kiosk: string; readonly subject: Buffer }, action: string) {
  return { actor: `kiosk:${kiosk}`, action, subject: subject.toString('hex'), kiosk };
}

const placeOf = (row: string) => ({ table: 'visit', column: 'card', row });

/** 256 random bits need no slow hash. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
