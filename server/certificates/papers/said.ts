/** What a certificate will say, put together when the rules have said yes. */
import { CARD_KINDS, nameOn } from '#agent/contract/card-kinds.ts';
import type { Definition } from '../../definitions/definition-file.ts';
import type { WrittenPaper } from '../../definitions/outcome.ts';
import type { Keyring } from '../../keys/keyring.ts';
import { addressOf } from '../../residents/resident.ts';
import { chinaDay } from '../../rules/civil-date.ts';
import type { Decided } from '../../rules/decision.ts';
import type { Db } from '../../store/database.ts';
import type { Community } from '../../visits/eligibility.ts';
import type { Visit } from '../../visits/visit.ts';
import { nextNumber } from '../number-series.ts';
import { ethnicGroup, sex } from './civil-codes.ts';
import type { Paper, ResidencePaper } from './paper.ts';
import { recordText } from './record-text.ts';

interface Writer {
  readonly db: Db;
  readonly keyring: Keyring;
  readonly community: Community;
}

export interface Wanted {
  readonly visit: Visit;
  readonly definition: Definition;
  readonly paper: WrittenPaper;
  readonly decided: Decided;
  /** As it stands on the paper. */
  readonly purpose: string;
  readonly validDays: number;
}

/** Takes a number. `now`: ms since 1970. */
export async function paperFor(writer: Writer, wanted: Wanted, now: number): Promise<Paper> {
  const { visit, definition, paper, decided, purpose, validDays } = wanted;
  const { card } = visit;
  const holder = {
    name: nameOn(card),
    idNumber: card.idNumber,
    numberTitle: CARD_KINDS[card.kind].numberTitle,
  };
  const today = chinaDay(now);
  const text =
    paper.layout === 'residence'
      ? await residenceText(writer, wanted)
      : recordText(definition, paper, decided, holder, today);
  const { db, community } = writer;
  const number = await nextNumber(db, community.code, Number(today.slice(0, 4)));
  const kiosk = await db
    .selectFrom('kiosk')
    .select('name')
    .where('id', '=', visit.kiosk)
    .executeTakeFirstOrThrow();
  return {
    ...holder,
    ...text,
    type: definition.written.service,
    number,
    community: community.code,
    issuer: community.issuer,
    cardTitle: CARD_KINDS[card.kind].title,
    purpose,
    validDays,
    issuedAt: now,
    kioskName: kiosk.name,
  };
}

type ResidenceText = Pick<ResidencePaper, 'layout' | 'title' | 'sex' | 'ethnic' | 'since' | 'address'>;

/** Speaks of the residence register; a definition that says yes without it is a fault. */
async function residenceText(
  { db, keyring }: Writer,
  { visit: { card, subject, registered }, definition }: Wanted,
): Promise<ResidenceText> {
  const address = await addressOf(db, keyring, subject);
  if (!address || !registered?.residenceSince)
    throw new Error('the rules said yes to somebody whom the register does not date');
  return {
    layout: 'residence',
    title: definition.written.title.zh,
    sex: sex(card.sexCode),
    ethnic: 'ethnicCode' in card ? ethnicGroup(card.ethnicCode) : '',
    since: registered.residenceSince,
    address,
  };
}
