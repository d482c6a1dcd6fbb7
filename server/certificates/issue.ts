/** From a resident's wish to print orders: decided again, numbered, drawn, signed, then written down all at once. */
import type { CertificateIssued, CertificateWish } from '#server/contract/certificates.ts';
import type { DecisionAnswer } from '#server/contract/decisions.ts';
import { LEVELS } from '#server/contract/words.ts';
import { type AuditEntry, audit } from '../audit/audit.ts';
import type { Definition } from '../definitions/definition-file.ts';
import type { Departments } from '../departments/department.ts';
import { type CivilDate, chinaDay } from '../rules/civil-date.ts';
import type { Decided } from '../rules/decision.ts';
import type { Catalogue } from '../services/catalogue.ts';
import type { Community } from '../visits/eligibility.ts';
import { type Answers, answeredFacts } from '../visits/house-sources.ts';
import type { Judge } from '../visits/judge.ts';
import type { Visit } from '../visits/visit.ts';
import { type Asked, earlierAnswer, wishHash, writeApplication } from './application.ts';
import { type Draft, draftCopy, type Workshop } from './draft.ts';
import { type Wanted as PaperWish, paperFor } from './papers/said.ts';
import type { Undrawn } from './press/press-words.ts';
import { writeCertificate, writeCopy, writeDecision } from './records.ts';

export interface Office extends Workshop {
  readonly community: Community;
  /** The services as they were at an instant, ms since 1970. */
  readonly catalogueAt: (instant: number) => Catalogue;
  readonly judge: Judge;
  readonly departments: Departments;
}

/** Refused before anything is decided. */
type Misasked = { readonly kind: 'not_found' | 'purpose_unknown' | 'answers_unknown' | 'level_too_low' };
export type Issued =
  | { readonly kind: 'issued'; readonly answer: CertificateIssued }
  | { readonly kind: 'not_eligible'; readonly decision: DecisionAnswer }
  | { readonly kind: 'request_differs' }
  | Misasked
  /** Nothing was issued. */
  | Undrawn;

/** Asked again with the same request, after any crash, there is one certificate and one answer. `now`: ms since 1970. */
export async function issueCertificate(
  office: Office,
  visit: Visit,
  wish: CertificateWish,
  now: number,
): Promise<Issued> {
  const { requestId: request, service, purpose, answers } = wish;
  const wishSha256 = wishHash({ service, purpose, ...answers });
  const asked: Asked = { visit: visit.id, request, service, wishSha256 };
  const earlier = await earlierAnswer(office.db, asked);
  if (earlier !== undefined) return earlier;
  const today = chinaDay(now);
  const wanted = wantedBy(office, visit, wish, today);
  if (wanted.kind !== 'wanted') return wanted;
  const { definition, facts, paper } = wanted;
  const decided = await office.judge.asking(definition, visit, today, facts);
  if (decided.answer.result !== 'yes') return refuse(office, visit, definition, decided, now);
  const said = await paperFor(office, { visit, definition, decided, ...paper }, now);
  const drafted = await draftCopy(said, 1, visit.kiosk, office, now);
  if (drafted.kind !== 'drafted') return drafted;
  return write(office, { asked, visit, definition, decided, draft: drafted.draft, now });
}

interface Wanted {
  readonly kind: 'wanted';
  readonly definition: Definition;
  /** What the resident answered. */
  readonly facts: Answers;
  readonly paper: Pick<PaperWish, 'paper' | 'purpose' | 'validDays'>;
}

/** By the services as they were when the visit began. */
function wantedBy(
  { catalogueAt }: Office,
  visit: Visit,
  { service, purpose, answers }: CertificateWish,
  today: CivilDate,
): Wanted | Misasked {
  const definition = catalogueAt(visit.openedAt.getTime()).find(service, today);
  const outcome = definition?.written.outcome;
  if (definition === undefined || outcome?.kind !== 'certificate') return { kind: 'not_found' };
  const onPaper = outcome.purposes.find(({ code }) => code === purpose)?.on_paper;
  if (onPaper === undefined) return { kind: 'purpose_unknown' };
  if (LEVELS.indexOf(visit.level) < LEVELS.indexOf(definition.written.assurance))
    return { kind: 'level_too_low' };
  const facts = answeredFacts(definition, answers);
  if (facts === undefined) return { kind: 'answers_unknown' };
  const paper = { paper: outcome.paper, purpose: onPaper, validDays: outcome.valid_days };
  return { kind: 'wanted', definition, facts, paper };
}

interface Written {
  readonly asked: Asked;
  readonly visit: Visit;
  readonly definition: Definition;
  readonly decided: Decided;
  readonly draft: Draft;
  readonly now: number;
}

/** All rows or none; when the same request was quicker elsewhere, its answer. */
async function write({ db, keyring }: Office, written: Written): Promise<Issued> {
  const { asked, visit, definition, decided, draft, now } = written;
  const [at, today] = [new Date(now), chinaDay(now)];
  const isFirst = await db.transaction().execute(async (trx) => {
    const application = await writeApplication(trx, asked, draft.answer, at);
    if (application === undefined) return false;
    await writeDecision(trx, keyring, application, definition, decided, today);
    const certificate = await writeCertificate(trx, keyring, application, visit, draft, today);
    await writeCopy(trx, keyring, certificate, visit.kiosk, draft, at);
    await audit(
      trx,
      at,
      decisionEntry(visit, definition, decided),
      issueEntry(visit, draft, 'certificate_issued'),
    );
    return true;
  });
  if (isFirst) return { kind: 'issued', answer: draft.answer };
  return (await earlierAnswer(db, asked)) ?? { kind: 'request_differs' };
}

async function refuse(
  { db }: Office,
  visit: Visit,
  definition: Definition,
  decided: Decided,
  now: number,
): Promise<Issued> {
  const at = new Date(now);
  await db.transaction().execute((trx) => audit(trx, at, decisionEntry(visit, definition, decided)));
  return { kind: 'not_eligible', decision: decided.answer };
}

function decisionEntry(visit: Visit, { written, sha256 }: Definition, { answer }: Decided): AuditEntry {
  return {
    ...aboutVisit(visit),
    action: 'eligibility_decided',
    details: {
      visit: visit.id,
      service: written.service,
      version: written.version,
      document: sha256,
      result: answer.result,
    },
  };
}

/** `action`: `certificate_issued` or `copy_issued`. */
export function issueEntry(visit: Visit, { said, answer, page }: Draft, action: string): AuditEntry {
  return {
    ...aboutVisit(visit),
    action,
    purpose: said.purpose,
    details: {
      visit: visit.id,
      service: said.type,
      number: answer.number,
      copy: answer.copy,
      job: page.job,
      document: page.sha256,
    },
  };
}

function aboutVisit({ kiosk, subject }: Visit) {
  return { actor: `kiosk:${kiosk}`, subject: subject.toString('hex'), kiosk };
}
