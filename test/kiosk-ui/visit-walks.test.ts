import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { VisitEvent } from '../../kiosk-ui/src/visit/event.ts';
import { isCardLying } from '../../kiosk-ui/src/visit/machine.ts';
import type { Told } from '../../kiosk-ui/src/visit/places.ts';
import type { State } from '../../kiosk-ui/src/visit/state.ts';
import {
  AT_REST,
  cardRead,
  issued,
  job,
  LAYING,
  LOST,
  NEXT_LAYING,
  NOT_KNOWN,
  NOT_YET,
  pageNeeds,
  photo,
  RESIDENCE,
  SLIP_JOB,
  UNCERTAIN,
} from './machine.ts';
import {
  ALLOWANCE,
  CLOSED,
  LEDGER,
  LIVING,
  MEDICAL,
  MEDICAL_FOUND,
  notice,
  noticeDone,
  PROOFS,
  REFUSED,
} from './services/offers.ts';
import { COPY_REQUEST, REQUEST, Walk } from './walk.ts';

const OFFERS = [RESIDENCE, { ...NOT_YET, service: 'later' }, MEDICAL, ALLOWANCE, LIVING, CLOSED];
const snapshots = fc.record({
  type: fc.constant('snapshot' as const),
  reader: fc.constantFrom(AT_REST.reader, {
    state: 'backoff',
    fault: 'reader_silent',
    lastReading: null,
  } as const),
  scanner: fc.constant(null),
  card: fc.constantFrom(
    { state: 'none', lying: false } as const,
    { state: 'none', lying: true } as const,
    { state: 'reading' } as const,
    { state: 'failed', fault: 'card_removed_in_read', lying: false } as const,
    cardRead(),
    cardRead(LAYING, false),
    cardRead(NEXT_LAYING),
  ),
  printers: fc.constantFrom(AT_REST.printers, pageNeeds('paper_out').printers, { page: null, slip: null }),
  jobs: fc.subarray([
    job('printing'),
    job('blocked'),
    job('done'),
    job('uncertain'),
    job('refused', 'order_expired'),
    job('not_printed', null, SLIP_JOB),
    noticeDone('waiting'),
    noticeDone(),
  ]),
  server: fc.constantFrom('up' as const, 'down' as const),
});
const session = {
  maskedName: '',
  communityName: '',
  offers: OFFERS,
  unreceived: [UNCERTAIN, { ...LOST, service: 'none' }],
};
const refusal = fc.constantFrom(
  { kind: 'unreachable' } as const,
  { kind: 'problem', code: 'visit_over' } as const,
  { kind: 'not_eligible', decision: NOT_YET.decision } as const,
);
const assertion = fc.constantFrom(`sealed-${LAYING}`, `sealed-${NEXT_LAYING}`);
const verdict = fc.constantFrom({ kind: 'damaged' } as const, { kind: 'not_checked' } as const);
const requestId = fc.constantFrom(REQUEST, COPY_REQUEST);
const inquiry = fc.integer({ min: 1, max: 4 });
const told: fc.Arbitrary<Told> = fc.constantFrom<Told>(
  { kind: 'check', offer: MEDICAL_FOUND },
  { kind: 'check', offer: REFUSED },
  { kind: 'check', offer: { ...MEDICAL, decision: NOT_KNOWN.decision } },
  { kind: 'matches', offers: [ALLOWANCE, { ...LIVING, service: 'new-here' }] },
  { kind: 'proofs', proofs: PROOFS.proofs },
  { kind: 'ledger', ledger: LEDGER },
);
const plain = [
  'matches_wished',
  'again_tapped',
  'paper_came',
  'still_here',
  'back_tapped',
  'finished',
  'help_tapped',
  'help_closed',
  'size_tapped',
  'touched',
] as const;
const events: fc.Arbitrary<VisitEvent> = fc.oneof(
  { arbitrary: fc.record({ type: fc.constant('snapshot' as const), snapshot: snapshots }), weight: 6 },
  { arbitrary: fc.constantFrom(...plain).map((type) => ({ type })), weight: 3 },
  fc.record({
    type: fc.constant('chosen' as const),
    service: fc.constantFrom('none', ...OFFERS.map(({ service }) => service)),
  }),
  fc.record({
    type: fc.constant('unreceived_chosen' as const),
    number: fc.constantFrom(UNCERTAIN.number, ''),
  }),
  {
    arbitrary: fc.record({
      type: fc.constantFrom('print_tapped' as const, 'copy_tapped' as const, 'slip_tapped' as const),
      requestId,
    }),
    weight: 2,
  },
  fc.record({
    type: fc.constant('domain_chosen' as const),
    domain: fc.constantFrom('police' as const, 'medical_insurance' as const, 'housing' as const),
  }),
  fc.record({
    type: fc.constant('answer_chosen' as const),
    code: fc.constantFrom('self', 'yes', 'none'),
  }),
  fc.record({ type: fc.constant('page_turned' as const), page: fc.integer({ min: -1, max: 9 }) }),
  fc.record({
    type: fc.constant('list_chosen' as const),
    list: fc.constantFrom('matches' as const, 'proofs' as const, 'ledger' as const),
  }),
  fc.record({
    type: fc.constant('proof_chosen' as const),
    category: fc.constantFrom('proof-0', 'proof-7', 'none'),
  }),
  { arbitrary: fc.record({ type: fc.constant('told' as const), id: inquiry, told }), weight: 4 },
  fc.record({ type: fc.constant('not_told' as const), id: inquiry, refusal }),
  fc.record({ type: fc.constant('slip_issued' as const), requestId, issued: fc.constant(notice()) }),
  fc.record({ type: fc.constant('slip_not_issued' as const), requestId, refusal }),
  fc.record({ type: fc.constant('visit_opened' as const), assertion, session: fc.constant(session) }),
  fc.record({ type: fc.constant('visit_refused' as const), assertion, refusal }),
  fc.record({ type: fc.constant('issued' as const), requestId, issued: fc.constant(issued()) }),
  fc.record({ type: fc.constant('not_issued' as const), requestId, refusal }),
  fc.record({
    type: fc.constant('time_up' as const),
    timer: fc.constantFrom('screen' as const, 'lifted' as const),
  }),
  fc.record({
    type: fc.constant('scanned' as const),
    code: fc.constantFrom('HTTPS://LINLI.EXAMPLE/C#123', 'HTTPS://LINLI.EXAMPLE/C#456', 'ticket 7'),
  }),
  fc.record({ type: fc.constant('paper_checked' as const), digits: fc.constantFrom('123', '456'), verdict }),
  fc.record({ type: fc.constant('photo' as const), photo: fc.constantFrom(photo(), photo(NEXT_LAYING)) }),
  { arbitrary: fc.constant({ type: 'agent_lost' as const }), weight: 1 },
  { arbitrary: fc.constant({ type: 'page_incomplete' as const }), weight: 1 },
);
/** From rest, or from the home screen: most screens lie behind it. */
const begun = fc.boolean().map((isHome) => (isHome ? new Walk().home(session) : new Walk().idle()));
const walks = fc
  .tuple(begun, fc.array(events, { maxLength: 80 }))
  .map(([walk, each]) => walk.happens(...each));

/** Left alone at a healthy machine, its card taken away, its jobs done: the screen must come to rest or be wiped. */
function leftAlone(walk: Walk): State {
  for (let i = 0; i < 200 && !isOver(walk.state); i += 1) {
    walk.happens({ type: 'snapshot', snapshot: AT_REST });
    if (!isOver(walk.state)) walk.timeUp();
  }
  return walk.state;
}
const isOver = (state: State) =>
  state.at === 'idle' || ((state.at === 'done' || state.at === 'paused') && state.leaving);

it('always comes to an end by itself, whatever has happened', () => {
  fc.assert(
    fc.property(walks, (walk) => {
      expect(isOver(leftAlone(walk)), walk.state.at).toBe(true);
    }),
    { numRuns: 600 },
  );
});

it('opens at most one visit for a laying of a card', () => {
  fc.assert(
    fc.property(
      fc.array(
        events.filter((event) => event.type !== 'visit_refused'),
        { maxLength: 60 },
      ),
      (each) => {
        const walk = new Walk().idle();
        let spent: string | undefined;
        for (const event of each) {
          const before = walk.wanted('open_visit').length;
          walk.happens(event);
          if (walk.wanted('open_visit').length === before) continue;
          expect(walk.state.spent).not.toBe(spent);
          spent = walk.state.spent;
        }
      },
    ),
    { numRuns: 300 },
  );
});

it('wipes at most once, and listens to nobody afterwards', () => {
  fc.assert(
    fc.property(walks, fc.array(events, { maxLength: 20 }), (walk, more) => {
      expect(walk.wanted('wipe').length).toBeLessThanOrEqual(1);
      if (walk.wanted('wipe').length === 0) return;
      const { at } = walk.state;
      expect(walk.happens(...more).state.at).toBe(at);
    }),
    { numRuns: 300 },
  );
});

it('never shows the photo of another card, and none without a visit', () => {
  fc.assert(
    fc.property(walks, ({ state }) => {
      if (state.photo === undefined) return;
      expect(['idle', 'scanned', 'paused', 'done']).not.toContain(state.at);
      if (state.at !== 'reading') expect(state.photo.laying).toBe(state.spent);
    }),
    { numRuns: 600 },
  );
});

it('never keeps a screen without a timer that a resident could be forgotten on', () => {
  fc.assert(
    fc.property(walks, (walk) => {
      const { state } = walk;
      if (isOver(state) || state.at === 'paused') return;
      const isWaitingForTheCard = state.at === 'fault' && state.remedy.kind === 'lay_again';
      if (isWaitingForTheCard || isCardLying(state)) return;
      expect(walk.lastTimer(), state.at).toBeTypeOf('number');
    }),
    { numRuns: 300 },
  );
});

it('never brings anybody back by an answer they did not wait for, and breaks off what they left', () => {
  fc.assert(
    fc.property(walks, events, (walk, event) => {
      const before = walk.state;
      const stopped = walk.wanted('stop_inquiring').length;
      const after = walk.happens(event).state;
      if (event.type === 'told' && (before.at !== 'checking' || before.id !== event.id)) {
        expect(after).toEqual(before);
      }
      if (before.at !== 'checking' || (after.at === 'checking' && after.id === before.id)) return;
      expect(walk.wanted('stop_inquiring').length).toBe(stopped + 1);
    }),
    { numRuns: 600 },
  );
});

it('leads back to what was being read, whatever becomes of its slip', () => {
  fc.assert(
    fc.property(walks, events, (walk, event) => {
      const before = walk.state;
      const after = walk.happens(event).state;
      if (before.at !== 'slip' || after.at === 'slip') return;
      const mayBe = [before.back.at, 'ask-still', 'paused', 'done'];
      expect(mayBe, event.type).toContain(after.at);
    }),
    { numRuns: 600 },
  );
});

it('asks no department before a resident has chosen or wished it', () => {
  fc.assert(
    fc.property(walks, ({ effects }) => {
      const ids = effects.flatMap((each) => (each.type === 'inquire' ? [each.id] : []));
      expect(ids).toEqual(ids.map((_, index) => index + 1));
    }),
    { numRuns: 300 },
  );
});
