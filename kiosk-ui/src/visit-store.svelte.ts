/** Holds the one state of the screen, tells it what happens, and does what it wants done. */
import type { FromAgent } from '#agent/contract/messages.ts';
import type { NoticeWish } from '#server/contract/notices.ts';
import type { VisitOpened } from '#server/contract/visits.ts';
import type { AgentLink } from './links/agent.ts';
import type { ServerLink } from './links/server.ts';
import type { Effect, Timer, VisitEvent } from './visit/event.ts';
import type { Inquiry, Session } from './visit/places.ts';
import { type Ask, START, type State } from './visit/state.ts';
import { next } from './visit.ts';

const PACE_EVERY_MS = 600_000;

interface Far {
  readonly connect: (heard: (message: FromAgent) => void, lost: () => void) => AgentLink;
  /** Comes in a file of its own: nobody needs it before a card was read. */
  readonly server: (url: string) => Promise<ServerLink>;
  readonly wipe: (endVisit: () => Promise<void>) => Promise<void>;
  readonly measured: (pxPerMm: number | null) => void;
}

export class VisitStore {
  #state = $state.raw<State>(START);
  #place = $state.raw('');
  readonly #far: Far;
  readonly #agent: AgentLink;
  readonly #timers = new Map<Timer, ReturnType<typeof setTimeout>>();
  #server: ServerLink | undefined;
  #linked: Promise<void> = Promise.resolve();
  #leave = new AbortController();
  #usualSeconds = $state.raw<number>();

  constructor(far: Far) {
    this.#far = far;
    this.#agent = far.connect(
      (message) => this.#heard(message),
      () => this.happen({ type: 'agent_lost' }),
    );
  }

  get state(): State {
    return this.#state;
  }

  /** What this machine is called; empty until the agent has said it. */
  get place(): string {
    return this.#place;
  }

  /** From card to paper, as things go here; undefined until the server has said it. */
  get usualSeconds(): number | undefined {
    return this.#usualSeconds;
  }

  happen(event: VisitEvent): void {
    const { state, effects } = next(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#do(effect);
  }

  #heard(message: FromAgent): void {
    switch (message.type) {
      case 'welcome':
        this.#place = message.kiosk.name;
        this.#linked = this.#link(message.serverUrl);
        this.#far.measured(message.pxPerMm);
        break;
      case 'snapshot':
        this.happen({ type: 'snapshot', snapshot: message });
        break;
      case 'scanned':
        this.happen({ type: 'scanned', code: message.code });
        break;
      case 'photo':
        this.happen({ type: 'photo', photo: message });
        break;
      default:
        message satisfies never;
    }
  }

  #do(effect: Effect): void {
    switch (effect.type) {
      case 'open_visit':
        void this.#openVisit(effect.assertion);
        break;
      case 'ask':
        void this.#ask(effect.ask, effect.service);
        break;
      case 'ask_slip':
        void this.#askSlip(effect.requestId, effect.about);
        break;
      case 'inquire':
        void this.#inquire(effect.id, effect.inquiry);
        break;
      case 'stop_inquiring':
        this.#leave.abort();
        break;
      case 'bear_witness':
        void this.#server?.bearWitness(effect.number, effect.copy);
        break;
      case 'check_paper':
        void this.#checkPaper(effect.digits);
        break;
      case 'send':
        this.#agent.send(effect.message);
        break;
      case 'start_timer':
        this.#start(effect.timer, effect.afterMs);
        break;
      case 'stop_timer':
        this.#stop(effect.timer);
        break;
      case 'wipe':
        this.#agent.send({ type: 'end_visit' });
        void this.#far.wipe(async () => this.#server?.endVisit());
        break;
      default:
        effect satisfies never;
    }
  }

  async #link(url: string): Promise<void> {
    try {
      this.#server = await this.#far.server(url);
    } catch {
      this.happen({ type: 'page_incomplete' });
    }
    void this.#askPace();
  }

  async #askPace(): Promise<void> {
    this.#usualSeconds = await this.#server?.usualSeconds();
    setTimeout(() => void this.#askPace(), PACE_EVERY_MS);
  }

  async #openVisit(assertion: string): Promise<void> {
    await this.#linked;
    const answer = await (this.#server?.openVisit(assertion) ?? { kind: 'unreachable' as const });
    if (answer.kind === 'ok') {
      this.happen({ type: 'visit_opened', assertion, session: sessionOf(answer.value) });
    } else this.happen({ type: 'visit_refused', assertion, refusal: answer });
  }

  async #ask(ask: Ask, service: string): Promise<void> {
    const { requestId } = ask;
    const answer = await (this.#server?.ask(ask, service) ?? { kind: 'unreachable' as const });
    if (answer.kind === 'ok') this.happen({ type: 'issued', requestId, issued: answer.value });
    else this.happen({ type: 'not_issued', requestId, refusal: answer });
  }

  async #askSlip(requestId: string, about: NoticeWish['about']): Promise<void> {
    const answer = await (this.#server?.askSlip(requestId, about) ?? { kind: 'unreachable' as const });
    if (answer.kind === 'ok') this.happen({ type: 'slip_issued', requestId, issued: answer.value });
    else this.happen({ type: 'slip_not_issued', requestId, refusal: answer });
  }

  async #inquire(id: number, inquiry: Inquiry): Promise<void> {
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    const answer = await (this.#server?.inquire(inquiry, signal) ?? { kind: 'unreachable' as const });
    if (answer.kind === 'ok') this.happen({ type: 'told', id, told: answer.value });
    else this.happen({ type: 'not_told', id, refusal: answer });
  }

  async #checkPaper(digits: string): Promise<void> {
    await this.#linked;
    const verdict = await this.#server?.checkPaper(digits);
    if (verdict !== undefined) this.happen({ type: 'paper_checked', digits, verdict });
  }

  #start(timer: Timer, afterMs: number): void {
    this.#stop(timer);
    this.#timers.set(
      timer,
      setTimeout(() => this.happen({ type: 'time_up', timer }), afterMs),
    );
  }

  #stop(timer: Timer): void {
    clearTimeout(this.#timers.get(timer));
    this.#timers.delete(timer);
  }
}

/** What the screen needs of a visit; the token is not part of it. */
function sessionOf({ visit, offers, unreceived }: VisitOpened): Session {
  return { maskedName: visit.maskedName, communityName: visit.community.name, offers, unreceived };
}
