/** 谁看过我的信息: every question to a department about a resident, and every act of staff on what the house keeps. */
import { type Ledger, type Looked, MOST_LOOKS } from '#server/contract/ledger.ts';
import type { Localised } from '#server/contract/words.ts';
import type { FactBook } from '../definitions/fact-book.ts';
import type { Db } from '../store/database.ts';
import { MATCHING } from '../visits/asked-together.ts';

export interface LedgerParts {
  readonly db: Db;
  readonly book: FactBook;
  /** What a service is called; its id when nobody knows it any more. */
  readonly titleOf: (service: string) => Localised;
  /** Whose register it is. */
  readonly community: { readonly name: string };
}

/** Purposes that are no service of their own, in words. */
const WISHES: Readonly<Record<string, Localised>> = {
  [MATCHING]: { zh: '看看还能享受什么', en: 'To see what else can be had' },
};

const STAFF = 'staff:';

interface Act {
  readonly what: Localised;
  readonly why: Localised;
}
/** What staff do that names one resident, in words. */
const STAFF_ACTS: Readonly<Record<string, Act>> = {
  copy_witnessed: {
    what: { zh: '您的证明打印记录', en: 'How your paper was printed' },
    why: { zh: '核对这张纸出来了没有', en: 'To settle whether the paper came out' },
  },
};
/** An act without words of its own is told all the same: nothing done by staff stays unsaid. */
const OTHER_ACT: Act = {
  what: { zh: '您在社区的记录', en: 'Your record in the community' },
  why: {
    zh: '社区办事，想知道详情可以问服务台',
    en: 'Work of the community; the service desk can tell you more',
  },
};

/** Of one resident only, the newest first. `subject`: blind index. */
export async function readLedger(parts: LedgerParts, subject: Buffer): Promise<Ledger> {
  const [asked, acts] = await Promise.all([departmentLooks(parts, subject), staffLooks(parts, subject)]);
  const looks = [...asked, ...acts].toSorted((one, other) => other.at.localeCompare(one.at));
  return { looks: looks.slice(0, MOST_LOOKS), more: looks.length > MOST_LOOKS };
}

async function departmentLooks({ db, book, titleOf }: LedgerParts, subject: Buffer): Promise<Looked[]> {
  const rows = await db
    .selectFrom('department_query')
    .innerJoin('kiosk', 'kiosk.id', 'department_query.kiosk')
    .select(['at', 'purpose', 'source', 'fields', 'department_query.state', 'kiosk.name'])
    .where('subject', '=', subject)
    .orderBy('at', 'desc')
    .limit(MOST_LOOKS + 1)
    .execute();
  return rows.map(({ at, purpose, source, fields, state, name }) => ({
    at: at.toISOString(),
    holder: book.sources.get(source)?.department ?? { zh: source },
    reader: { zh: `您自己，在${name}`, en: `You yourself, at ${name}` },
    what: fields.map((field) => (book.facts.get(field) ?? book.tables.get(field))?.label ?? { zh: field }),
    why: WISHES[purpose] ?? titleOf(purpose),
    outcome: state,
  }));
}

async function staffLooks({ db, community }: LedgerParts, subject: Buffer): Promise<Looked[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .select(['at', 'actor', 'action'])
    .where('subject', '=', subject.toString('hex'))
    .where('actor', 'like', `${STAFF}%`)
    .orderBy('seq', 'desc')
    .limit(MOST_LOOKS + 1)
    .execute();
  return rows.map(({ at, actor, action }) => {
    const { what, why } = STAFF_ACTS[action] ?? OTHER_ACT;
    const number = actor.slice(STAFF.length);
    return {
      at: at.toISOString(),
      holder: { zh: community.name },
      reader: { zh: `社区工作人员（工号 ${number}）`, en: `Community staff (number ${number})` },
      what: [what],
      why,
      outcome: 'facts',
    };
  });
}
