/** Everything residents come for, put together: visits, decisions, certificates and their verification. */
import type { Office } from '../certificates/issue.ts';
import { Press } from '../certificates/press/press.ts';
import type { Departments } from '../departments/department.ts';
import type { Keyring } from '../keys/keyring.ts';
import { readLedger } from '../ledger/ledger.ts';
import { archive } from '../publishing/archive.ts';
import { Shelf } from '../publishing/shelf.ts';
import { readShippedWith } from '../publishing/staff-house.ts';
import { certificateRoutes } from '../routes/certificates.ts';
import { checkRoutes } from '../routes/checks.ts';
import { copyRoutes } from '../routes/copies.ts';
import { ledgerRoutes } from '../routes/ledger.ts';
import { noticeRoutes } from '../routes/notices.ts';
import type { Route } from '../routes/route.ts';
import { lookupRoutes } from '../routes/unproven/lookups.ts';
import { paceRoutes } from '../routes/unproven/pace.ts';
import { refusedProofRoutes } from '../routes/unproven/refused-proofs.ts';
import { statusRoutes } from '../routes/unproven/status.ts';
import { trustRoutes } from '../routes/unproven/trust.ts';
import { visitRoutes } from '../routes/visits.ts';
import { witnessRoutes } from '../routes/witnesses.ts';
import { chinaDay } from '../rules/civil-date.ts';
import { requireFitting } from '../services/catalogue.ts';
import { openNegativeList, refusedProofsFor } from '../services/refused-proofs.ts';
import type { Db } from '../store/database.ts';
import type { Lane } from '../store/lane.ts';
import { emptyExpiredAnswers } from './department-answers.ts';
import type { Community } from './eligibility.ts';
import { Judge } from './judge.ts';
import { endExpiredVisits, visitFinder } from './visit.ts';
import { visitToken } from './visit-token.ts';

export interface DeskParts {
  readonly db: Db;
  readonly lane: Lane;
  readonly keyring: Keyring;
  readonly community: Community;
  readonly departments: Departments;
  /** The origin that stands in the code on every certificate. */
  readonly publicUrl: string;
  /** Font files for rare characters, tried in this order; empty for the usual ones that this machine has. */
  readonly fallbackFonts: readonly string[];
  /** As in the settings; undefined for the definitions as written. */
  readonly region?: string | undefined;
  /** Ms since 1970. */
  readonly now?: () => number;
}

export interface ServiceDesk {
  readonly routes: readonly Route[];
  /** Forgets what is over and takes up what was published; to be called now and then. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/** Answers when the definitions are linted and the fonts are read. Throws `RuleFault`, or what the font loader throws. */
export async function openServiceDesk(parts: DeskParts): Promise<ServiceDesk> {
  const { db, lane, keyring, community, departments, region, now = Date.now } = parts;
  const shipped = await readShippedWith(region);
  if (shipped.region !== undefined) requireFitting(shipped.region, shipped.definitions);
  const shelf = new Shelf(db, shipped);
  await shelf.refresh();
  await archive(db, shipped.definitions);
  const judge = new Judge({ db, keyring, community, departments });
  const catalogueAt = (instant: number) => shelf.at(instant);
  const find = (service: string) => catalogueAt(now()).find(service, chinaDay(now()));
  const titleOf = (service: string) => find(service)?.written.title ?? { zh: service };
  const list = openNegativeList().value;
  const proofs = () => refusedProofsFor(list, community.code, (service) => find(service) !== undefined);
  const ledger = { db, book: shipped.house.book, titleOf, community };
  const ledgerOf = (subject: Buffer) => readLedger(ledger, subject);
  const press = await Press.open({ fallback: parts.fallbackFonts });
  const { publicUrl } = parts;
  const office: Office = { db, keyring, community, departments, publicUrl, catalogueAt, judge, press };
  const proveVisit = visitToken(visitFinder(db, lane, keyring), now);
  return {
    routes: [
      ...visitRoutes(office, proveVisit, now),
      ...checkRoutes(office, proveVisit, now),
      ...certificateRoutes(office, proveVisit, now),
      ...copyRoutes(office, proveVisit, now),
      ...ledgerRoutes(ledger, proveVisit),
      ...noticeRoutes({ office, proofs, titleOf, ledgerOf }, proveVisit, now),
      ...refusedProofRoutes(proofs),
      ...paceRoutes(db, titleOf, now),
      ...witnessRoutes(db, proveVisit, now),
      ...lookupRoutes(db, keyring, now),
      ...trustRoutes(keyring, community),
      ...statusRoutes(db, now),
    ],
    sweep: async () => {
      await endExpiredVisits(db, now());
      await emptyExpiredAnswers(db, now());
      await shelf.refresh();
    },
    close: () => press.close(),
  };
}
