/** For people who type: is the certificate of this number live? Asked with the last four of the identity number. */
import { timingSafeEqual } from 'node:crypto';
import { parse } from 'valibot';
import type { Lookup, LookupAnswer } from '#server/contract/certificates.ts';
import type { Keyring } from '../../keys/keyring.ts';
import { chinaDay } from '../../rules/civil-date.ts';
import type { Db } from '../../store/database.ts';
import { lastFour, type Paper, paper } from '../papers/paper.ts';
import { paperPlace } from '../records.ts';

/** A wrong number and a wrong last four are answered alike. `now`: ms since 1970. */
export async function lookUp(db: Db, { fields }: Keyring, asked: Lookup, now: number): Promise<LookupAnswer> {
  const row = await db
    .selectFrom('certificate')
    .leftJoin('certificate_copy', (join) =>
      join.onRef('certificate_copy.certificate', '=', 'certificate.id').on('superseded_at', 'is', null),
    )
    .select(['certificate.id', 'paper_sealed', 'issued_on', 'valid_until', 'copy'])
    .where('number', '=', asked.number)
    .executeTakeFirst();
  if (row === undefined) return { found: 'unknown' };
  const said = parse(paper, JSON.parse(fields.open(paperPlace(row.id), row.paper_sealed)));
  if (!timingSafeEqual(Buffer.from(lastFour(said)), Buffer.from(asked.lastFour))) return { found: 'unknown' };
  const told = { issuedOn: row.issued_on, validUntil: row.valid_until, title: said.title };
  if (row.copy === null) return { found: 'no_longer_live', ...told };
  const found = row.valid_until < chinaDay(now) ? 'expired' : 'live';
  return { found, copy: row.copy, ...told, ...claimOf(said) };
}

/** The residence certificate's claim is an address: that is read from its code only. */
function claimOf(said: Paper): Pick<LookupAnswer, 'holder' | 'statement'> {
  return said.layout === 'record' ? { holder: said.holder, statement: said.statement } : {};
}
