/** What the screen can show, one shape for each `at`. Everything here is masked, but for the photo, and lives in memory only. */
import type { Fault } from '#agent/contract/faults.ts';
import type { Photo, Snapshot } from '#agent/contract/messages.ts';
import type { CertificateIssued } from '#server/contract/certificates.ts';
import type { Offer } from '#server/contract/decisions.ts';
import type { NoticeIssued, NoticeWish } from '#server/contract/notices.ts';
import type { Verdict } from '#server/contract/paper/code-verdict.ts';
import type { ProblemCode } from '#server/contract/problems.ts';
import type { Answers, Inquiry, Place, Session, SlipFate } from './places.ts';

/** What went wrong, in the words of whoever said so. */
export type Trouble = Fault | ProblemCode;

/** What is asked of the server. The request id stays the same however often it is asked. */
export type Ask =
  | {
      readonly kind: 'certificate';
      readonly requestId: string;
      readonly purpose: string;
      readonly answers: Answers;
    }
  | {
      readonly kind: 'copy';
      readonly requestId: string;
      readonly number: string;
      readonly reason: 'not_printed' | 'uncertain';
    };

/** A paper on its way. */
export interface Printing {
  readonly at: 'printing';
  readonly session: Session;
  readonly offer: Offer;
  readonly ask: Ask;
  readonly tries: number;
  /** The last try failed; the next one follows shortly. */
  readonly resting: boolean;
  /** Undefined until the server has made the certificate. */
  readonly issued: CertificateIssued | undefined;
}

/** Departments, or this house, are being asked; it may be left at any time. */
export interface Checking {
  readonly at: 'checking';
  readonly session: Session;
  readonly from: Place;
  readonly inquiry: Inquiry;
  /** Which inquiry of this page it is: the answer to another changes nothing. */
  readonly id: number;
  readonly isSlow: boolean;
}

interface Read<A> {
  readonly at: A;
  readonly session: Session;
  readonly page: number;
  /** Undefined until one was asked for. */
  readonly slip: SlipFate | undefined;
}
interface Decided<A> extends Read<A> {
  readonly from: Place;
  readonly offer: Offer;
  readonly answers: Answers;
}
/** What can be read, and taken home on a slip. */
export type Readable =
  | Decided<'no'>
  | Decided<'answer'>
  | Decided<'meanwhile'>
  | (Read<'proof'> & { readonly category: string })
  | Read<'ledger'>;

/** A slip on its way. Whatever becomes of it, the resident is led back to what was being read. */
interface Slip {
  readonly at: 'slip';
  readonly session: Session;
  readonly back: Readable;
  readonly requestId: string;
  readonly about: NoticeWish['about'];
  readonly tries: number;
  readonly resting: boolean;
  /** Undefined until the server has made it. */
  readonly issued: NoticeIssued | undefined;
}

/** What a resident can do about a fault. */
type Remedy =
  /** Lift the card and lay it again; the screen goes back to rest by itself. */
  | { readonly kind: 'lay_again' }
  /** Ask the server once more, with the same request. */
  | { readonly kind: 'ask_again'; readonly printing: Printing }
  /** The same for what was to be found out. */
  | { readonly kind: 'check_again'; readonly checking: Checking }
  /** Look into the paper tray, then say what is there; one more copy may be asked for. */
  | {
      readonly kind: 'look';
      readonly printing: Printing;
      readonly issued: CertificateIssued;
      readonly reason: 'not_printed' | 'uncertain';
      /** `earlier`: the paper of a former visit; whoever got it has it at home. */
      readonly visit: 'this' | 'earlier';
    }
  /** Only staff can help. */
  | { readonly kind: 'staff'; readonly session: Session };

export type Pause = Fault | 'starting' | 'page_incomplete' | 'agent_lost' | 'agent_lost_with_paper';

export type Screen =
  | { readonly at: 'idle' }
  /** Somebody held a code to the scanner of a machine at rest. */
  | {
      readonly at: 'scanned';
      /** The digits of a certificate's code; undefined for any other code. */
      readonly digits: string | undefined;
      /** Undefined until the paper was checked. */
      readonly verdict: Verdict | undefined;
    }
  | {
      readonly at: 'reading';
      /** Undefined until the card was read. */
      readonly assertion: string | undefined;
      readonly tries: number;
      readonly resting: boolean;
    }
  | (Place & { readonly session: Session })
  /** One choice a screen; the first question without an answer shows. */
  | {
      readonly at: 'question';
      readonly session: Session;
      readonly from: Place;
      readonly offer: Offer;
      readonly answers: Answers;
      readonly page: number;
    }
  | Checking
  /** Which departments would be asked for every benefit; nobody is asked before this is wished. */
  | { readonly at: 'matches-wish'; readonly session: Session }
  | Readable
  | Slip
  | {
      readonly at: 'confirm';
      readonly session: Session;
      readonly from: Place;
      readonly offer: Offer;
      readonly answers: Answers;
      readonly purpose: string;
    }
  | Printing
  | {
      readonly at: 'take';
      readonly session: Session;
      readonly offer: Offer;
      readonly issued: CertificateIssued;
      /** The card was still on the reader when the time was up. */
      readonly reminded: boolean;
      /** While it showed, somebody touched the glass or lifted the card. */
      readonly attended: boolean;
    }
  | { readonly at: 'ask-still'; readonly from: Askable; readonly secondsLeft: number }
  | { readonly at: 'fault'; readonly trouble: Trouble; readonly remedy: Remedy }
  /** `called_off`: nobody wanted to wait for it; `leaving`: everything is being wiped. */
  | { readonly at: 'done'; readonly paper: 'none' | 'taken' | 'called_off'; readonly leaving: boolean }
  | { readonly at: 'paused'; readonly why: Pause; readonly leaving: boolean };

export interface Base {
  /** The agent's last word; undefined until it has spoken. */
  readonly machine: Snapshot | undefined;
  /** The laying of a card that has had its visit: it never gets another. */
  readonly spent: string | undefined;
  /** The photo on the card of this visit, where the agent can show it; gone with the visit. */
  readonly photo: Photo | undefined;
  readonly large: boolean;
  readonly help: boolean;
  /** How many inquiries this page has begun. */
  readonly inquiries: number;
}

export type State = Base & Screen;
export type At = Screen['at'];
/** The state while one screen shows. */
export type While<A extends At> = Base & Extract<Screen, { at: A }>;
/** The screens of a visit on which the card is expected to lie there, the one that waits for an answer aside. */
export type Watched = Place['at'] | Readable['at'] | 'question' | 'matches-wish' | 'confirm';
/** The screens on which nobody may have been for a while. */
export type Askable = While<Watched | 'fault' | 'printing' | 'slip'>;

export const START: State = {
  at: 'paused',
  why: 'starting',
  leaving: false,
  machine: undefined,
  spent: undefined,
  photo: undefined,
  large: false,
  help: false,
  inquiries: 0,
};
