/** Everything residents come for, put together: visits, decisions, certificates and their verification. */
import type { Office } from '../certificates/issue.ts';
import { Press } from '../certificates/press/press.ts';
import type { Departments } from '../departments/department.ts';
import type { Keyring } from '../keys/keyring.ts';
import { certificateRoutes } from '../routes/certificates.ts';
import { checkRoutes } from '../routes/checks.ts';
import { copyRoutes } from '../routes/copies.ts';
import { lookupRoutes } from '../routes/lookups.ts';
import type { Route } from '../routes/route.ts';
import { statusRoutes } from '../routes/status.ts';
import { trustRoutes } from '../routes/trust.ts';
import { visitRoutes } from '../routes/visits.ts';
import { witnessRoutes } from '../routes/witnesses.ts';
import { readCatalogue, readRegion } from '../services/catalogue.ts';
import type { Db } from '../store/database.ts';
import type { Lane } from '../store/lane.ts';
import type { Community } from './eligibility.ts';
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
  /** Forgets the cards of visits whose time is over; to be called now and then. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/** Answers when the definitions are linted and the fonts are read. Throws `RuleFault`, or what the font loader throws. */
export async function openServiceDesk(parts: DeskParts): Promise<ServiceDesk> {
  const { db, lane, keyring, community, region, now = Date.now } = parts;
  const [catalogue, press] = await Promise.all([
    readCatalogue({ region: region === undefined ? undefined : readRegion(region) }),
    Press.open({ fallback: parts.fallbackFonts }),
  ]);
  const office: Office = { db, keyring, community, publicUrl: parts.publicUrl, catalogue, press };
  const proveVisit = visitToken(visitFinder(db, lane, keyring), now);
  return {
    routes: [
      ...visitRoutes(office, proveVisit, now),
      ...checkRoutes(community, catalogue, proveVisit, now),
      ...certificateRoutes(office, proveVisit, now),
      ...copyRoutes(office, proveVisit, now),
      ...witnessRoutes(db, proveVisit, now),
      ...lookupRoutes(db, keyring, now),
      ...trustRoutes(keyring, community),
      ...statusRoutes(db, now),
    ],
    sweep: () => endExpiredVisits(db, now()),
    close: () => press.close(),
  };
}
