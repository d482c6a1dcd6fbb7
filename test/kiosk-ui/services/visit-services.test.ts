import { describe, expect, it } from 'vitest';
import { AT_REST, cardRead, LAYING, NEXT_LAYING, NOT_KNOWN, NOT_YET, RESIDENCE } from '../machine.ts';
import { REQUEST, Walk } from '../walk.ts';
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
} from './offers.ts';

const OFFERS = [ALLOWANCE, MEDICAL, LIVING, RESIDENCE, CLOSED];
const home = () => new Walk().home({ offers: OFFERS });
const choose = (service: string) => ({ type: 'chosen', service }) as const;
const checking = () => home().happens(choose(MEDICAL.service));
const found = () =>
  checking().happens({ type: 'told', id: 1, told: { kind: 'check', offer: MEDICAL_FOUND } });
const slip = () => found().happens({ type: 'slip_tapped', requestId: REQUEST });

describe('choosing a service', () => {
  it('asks the departments only once it is chosen, and shows what they said', () => {
    const walk = checking();
    walk.shows('checking');
    expect(walk.wanted('inquire')).toMatchObject([{ id: 1, inquiry: { kind: 'check', answers: {} } }]);
    walk.happens({ type: 'told', id: 1, told: { kind: 'check', offer: MEDICAL_FOUND } });
    expect(walk.shows('answer').offer.statement).toEqual(MEDICAL_FOUND.statement);
  });

  it('asks nobody twice in a visit for what is known by now', () => {
    const walk = found().happens({ type: 'back_tapped' }, choose(MEDICAL.service));
    walk.shows('answer');
    expect(walk.wanted('inquire')).toHaveLength(1);
  });

  it('asks again where nobody could tell', () => {
    const unknown = { ...MEDICAL, decision: NOT_KNOWN.decision };
    const walk = checking().happens({ type: 'told', id: 1, told: { kind: 'check', offer: unknown } });
    walk.shows('no');
    walk.happens({ type: 'back_tapped' }, choose(MEDICAL.service)).shows('checking');
    expect(walk.wanted('inquire')).toHaveLength(2);
  });

  it('asks one question after the other, then sends the answers with the check', () => {
    const walk = home().happens(choose(LIVING.service)).happens({ type: 'answer_chosen', code: 'spouse' });
    expect(walk.shows('question').answers).toEqual({ holder: 'spouse' });
    walk.happens({ type: 'answer_chosen', code: 'no' }).shows('checking');
    const answers = { holder: 'spouse', income: 'no' };
    expect(walk.wanted('inquire')).toMatchObject([{ inquiry: { answers } }]);
    walk.happens({ type: 'told', id: 1, told: { kind: 'check', offer: REFUSED } });
    walk.happens({ type: 'slip_tapped', requestId: REQUEST });
    const about = { kind: 'service', service: LIVING.service, answers };
    expect(walk.wanted('ask_slip')).toMatchObject([{ about }]);
  });

  it('takes back one answer at a time', () => {
    const walk = home().happens(choose(LIVING.service)).happens({ type: 'answer_chosen', code: 'self' });
    expect(walk.happens({ type: 'back_tapped' }).shows('question').answers).toEqual({});
    walk.happens({ type: 'back_tapped' }).shows('home');
  });

  it('takes no answer that is not among the choices', () => {
    const walk = home().happens(choose(LIVING.service)).happens({ type: 'answer_chosen', code: 'other' });
    expect(walk.shows('question').answers).toEqual({});
  });

  it('opens the list that answers it, and asks nobody before it is wished', () => {
    const offer = { ...MEDICAL_FOUND, opens: 'matches' as const };
    const walk = new Walk().home({ offers: [offer] }).happens(choose(offer.service));
    walk.shows('matches-wish');
    expect(walk.wanted('inquire')).toEqual([]);
  });

  it('prints a certificate with the answers it was judged by', () => {
    const paper = { ...RESIDENCE, questions: LIVING.questions.slice(1) };
    const walk = new Walk().home({ offers: [paper] }).happens(choose(paper.service));
    walk.happens({ type: 'answer_chosen', code: 'yes' });
    walk.happens({ type: 'told', id: 1, told: { kind: 'check', offer: paper } });
    walk.happens({ type: 'print_tapped', requestId: REQUEST });
    expect(walk.wanted('ask')).toMatchObject([{ ask: { answers: { income: 'yes' } } }]);
  });

  it('says where to go for what this machine cannot take yet', () => {
    const walk = home().happens(choose(ALLOWANCE.service));
    expect(walk.shows('meanwhile').offer.meanwhile).toEqual(ALLOWANCE.meanwhile);
  });

  it('opens nothing that is closed', () => {
    home().happens(choose(CLOSED.service)).shows('home');
  });

  it('asks a silent department again, also after it was asked in vain', () => {
    const closed = { by: 'department' as const, text: { zh: '区医保局那边暂时连不上' } };
    const decision = { result: 'unknown' as const, ask: [] };
    const walk = new Walk().home({ offers: [{ ...MEDICAL, decision, closed }] });
    walk.happens(choose(MEDICAL.service)).shows('checking');
    expect(walk.wanted('inquire')).toHaveLength(1);
  });

  it('answers queries on a machine without any printer, and prints no slip there', () => {
    const walk = home().machine({ printers: { page: null, slip: null } });
    walk.happens(choose(RESIDENCE.service)).shows('home');
    walk.happens(choose(ALLOWANCE.service), { type: 'slip_tapped', requestId: REQUEST }).shows('meanwhile');
    expect(walk.wanted('ask_slip')).toEqual([]);
  });

  it('leads back to the page of the list it was chosen on', () => {
    const walk = home().happens({ type: 'domain_chosen', domain: 'elder_care' });
    walk.happens({ type: 'page_turned', page: 3 }, choose(ALLOWANCE.service)).shows('meanwhile');
    expect(walk.happens({ type: 'back_tapped' }).shows('domain')).toMatchObject({ page: 3 });
  });

  it('opens no matter without a service', () => {
    home().happens({ type: 'domain_chosen', domain: 'housing' }).shows('home');
  });
});

describe('while departments are asked', () => {
  it('says after a while that they are slow, then stops waiting and may ask again', () => {
    const walk = checking();
    expect(walk.lastTimer()).toBe(5000);
    expect(walk.timeUp().shows('checking').isSlow).toBe(true);
    expect(walk.lastTimer()).toBe(25_000);
    expect(walk.timeUp().shows('fault').trouble).toBe('server_unreachable');
    expect(walk.wanted('stop_inquiring')).toHaveLength(1);
    expect(walk.happens({ type: 'again_tapped' }).shows('checking').id).toBe(2);
  });

  it.each(['back_tapped', 'finished'] as const)(
    'may be left (%s): the late answer changes nothing',
    (type) => {
      const walk = checking().happens({ type });
      expect(walk.wanted('stop_inquiring')).toHaveLength(1);
      const { state } = walk;
      walk.happens({ type: 'told', id: 1, told: { kind: 'check', offer: MEDICAL_FOUND } });
      expect(walk.state).toBe(state);
    },
  );

  it('does not take the answer to an older inquiry for that to the newer one', () => {
    const walk = checking().happens({ type: 'back_tapped' }, { type: 'list_chosen', list: 'ledger' });
    walk.happens({ type: 'told', id: 1, told: { kind: 'check', offer: MEDICAL_FOUND } }).shows('checking');
    walk.happens({ type: 'told', id: 2, told: { kind: 'ledger', ledger: LEDGER } }).shows('ledger');
  });

  it('is broken off when the card is lifted for long, and when another is laid', () => {
    const lifted = checking().machine({ card: cardRead(LAYING, false) });
    expect(lifted.lastTimer('lifted')).toBe(5000);
    lifted.timeUp('lifted').shows('done');
    expect(lifted.wanted('stop_inquiring')).toHaveLength(1);
    const other = checking().machine({ card: cardRead(NEXT_LAYING) });
    other.shows('reading');
    expect(other.wanted('stop_inquiring')).toHaveLength(1);
  });

  it('ends at staff when the visit is over', () => {
    const refusal = { kind: 'problem', code: 'visit_over' } as const;
    const walk = checking().happens({ type: 'not_told', id: 1, refusal });
    expect(walk.shows('fault')).toMatchObject({ trouble: 'visit_over', remedy: { kind: 'staff' } });
  });
});

describe('a slip', () => {
  it('leads back to what was being read, with the word that it is out', () => {
    const walk = slip().happens({ type: 'slip_issued', requestId: REQUEST, issued: notice() });
    expect(walk.wanted('send').flatMap(({ message }) => ('order' in message ? [message.order] : []))).toEqual(
      ['order-of-notice'],
    );
    walk.machine({ jobs: [noticeDone('printing')] }).shows('slip');
    walk.machine({ jobs: [noticeDone()] });
    expect(walk.shows('answer')).toMatchObject({ slip: 'out', offer: MEDICAL_FOUND });
  });

  it.each(['not_printed', 'uncertain', 'refused'] as const)('that is %s says so there', (fate) => {
    const walk = slip().happens({ type: 'slip_issued', requestId: REQUEST, issued: notice() });
    expect(walk.machine({ jobs: [noticeDone(fate)] }).shows('answer').slip).toBe('failed');
  });

  it('is asked for three times with the same request, then given up', () => {
    const walk = slip();
    const away = { type: 'slip_not_issued', requestId: REQUEST, refusal: { kind: 'unreachable' } } as const;
    walk.happens(away).timeUp().happens(away).timeUp().happens(away);
    expect(walk.wanted('ask_slip').map(({ requestId }) => requestId)).toEqual([REQUEST, REQUEST, REQUEST]);
    expect(walk.shows('answer').slip).toBe('failed');
  });

  it('that is held up may be left, and the visit goes on', () => {
    const walk = slip().happens({ type: 'slip_issued', requestId: REQUEST, issued: notice() });
    walk.machine({ jobs: [noticeDone('waiting')] });
    expect(walk.happens({ type: 'back_tapped' }).shows('answer').slip).toBe('failed');
  });

  it('is not taken for another that was asked for before', () => {
    const walk = slip().happens({ type: 'slip_issued', requestId: 'an older one', issued: notice() });
    expect(walk.shows('slip').issued).toBeUndefined();
  });

  it('is not waited for for ever', () => {
    const walk = slip().happens({ type: 'slip_issued', requestId: REQUEST, issued: notice() });
    expect(walk.timeUp().shows('answer').slip).toBe('failed');
  });

  it('lets the card be lifted and laid meanwhile', () => {
    const walk = slip().machine({ card: { state: 'none', lying: false } });
    walk.machine({ card: cardRead(NEXT_LAYING) }).shows('slip');
    walk.happens({ type: 'slip_issued', requestId: REQUEST, issued: notice() });
    walk.machine({ jobs: [noticeDone()] }).shows('answer');
  });
});

describe('lists', () => {
  it('asks no department for benefits before it is wished', () => {
    const walk = home().happens({ type: 'list_chosen', list: 'matches' });
    walk.shows('matches-wish');
    expect(walk.wanted('inquire')).toEqual([]);
    walk.happens({ type: 'matches_wished' }).shows('checking');
    const offers = [
      { ...NOT_YET, service: 'none-of-it' },
      { ...ALLOWANCE, service: 'new-here' },
    ];
    walk.happens({ type: 'told', id: 1, told: { kind: 'matches', offers } });
    expect(walk.shows('matches').session.matched).toEqual(['new-here']);
    walk.happens(choose('new-here')).shows('meanwhile');
    walk.happens({ type: 'back_tapped' }).shows('matches');
  });

  it('leads from a proof that is not issued to what helps instead', () => {
    const walk = home().happens({ type: 'list_chosen', list: 'proofs' });
    walk.happens({ type: 'told', id: 1, told: { kind: 'proofs', proofs: PROOFS.proofs } });
    walk.happens({ type: 'page_turned', page: 1 }, { type: 'proof_chosen', category: 'proof-0' });
    walk.shows('proof');
    walk.happens(choose(RESIDENCE.service)).shows('confirm');
    expect(walk.happens({ type: 'back_tapped' }).shows('proofs').page).toBe(1);
  });

  it('fetches the proofs once, and who looked each time', () => {
    const walk = home().happens({ type: 'list_chosen', list: 'proofs' });
    walk.happens({ type: 'told', id: 1, told: { kind: 'proofs', proofs: PROOFS.proofs } });
    walk.happens({ type: 'back_tapped' }, { type: 'list_chosen', list: 'proofs' }).shows('proofs');
    walk.happens({ type: 'back_tapped' }, { type: 'list_chosen', list: 'ledger' }).shows('checking');
    walk.happens({ type: 'told', id: 2, told: { kind: 'ledger', ledger: LEDGER } });
    walk.happens({ type: 'back_tapped' }, { type: 'list_chosen', list: 'ledger' }).shows('checking');
  });

  it('gives whoever reads time to the end after the card was lifted', () => {
    const walk = found().machine({ ...AT_REST, card: cardRead(LAYING, false) });
    expect(walk.lastTimer('lifted')).toBe(20_000);
    walk.timeUp().shows('ask-still');
    walk.happens({ type: 'still_here' }).shows('answer');
  });
});
