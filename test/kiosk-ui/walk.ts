/** A visit walked through by its reducer alone: what happened, what shows, what was wanted. */
import type { FromScreen, Snapshot } from '#agent/contract/messages.ts';
import type { Effect, VisitEvent } from '../../kiosk-ui/src/visit/event.ts';
import type { Session } from '../../kiosk-ui/src/visit/places.ts';
import { type At, START, type State, type While } from '../../kiosk-ui/src/visit/state.ts';
import { next } from '../../kiosk-ui/src/visit.ts';
import { AT_REST, cardRead, issued, LAYING, NAME, RESIDENCE } from './machine.ts';

export const REQUEST = '7c0f5e1a-0000-4000-8000-000000000011';
export const COPY_REQUEST = '7c0f5e1a-0000-4000-8000-000000000022';
const SESSION: Session = { maskedName: NAME, communityName: '红旗社区', offers: [RESIDENCE], unreceived: [] };

export class Walk {
  state: State = START;
  effects: Effect[] = [];
  #machine: Snapshot = AT_REST;

  happens(...events: VisitEvent[]): this {
    for (const event of events) {
      const step = next(this.state, event);
      this.state = step.state;
      this.effects.push(...step.effects);
    }
    return this;
  }

  machine(change: Partial<Snapshot>): this {
    this.#machine = { ...this.#machine, ...change };
    return this.happens({ type: 'snapshot', snapshot: this.#machine });
  }

  timeUp(timer: 'screen' | 'lifted' = 'screen', times = 1): this {
    for (let i = 0; i < times; i += 1) this.happens({ type: 'time_up', timer });
    return this;
  }

  idle(): this {
    return this.machine({});
  }

  home(session: Partial<Session> = {}, laying = LAYING): this {
    this.idle()
      .machine({ card: { state: 'reading' } })
      .machine({ card: cardRead(laying) });
    return this.happens({
      type: 'visit_opened',
      assertion: `sealed-${laying}`,
      session: { ...SESSION, ...session },
    });
  }

  confirm(): this {
    return this.home().happens({ type: 'chosen', service: RESIDENCE.service });
  }

  asking(): this {
    return this.confirm().happens({ type: 'print_tapped', requestId: REQUEST });
  }

  printing(): this {
    return this.asking().happens({ type: 'issued', requestId: REQUEST, issued: issued() });
  }

  shows<A extends At>(at: A): While<A> {
    if (this.state.at !== at) throw new Error(`shows ${this.state.at}, not ${at}`);
    return this.state as unknown as While<A>;
  }

  wanted<T extends Effect['type']>(type: T): Extract<Effect, { type: T }>[] {
    return this.effects.filter((each): each is Extract<Effect, { type: T }> => each.type === type);
  }

  sent(): FromScreen['type'][] {
    return this.wanted('send').map(({ message }) => message.type);
  }

  /** How long the running timer was set to when it was last wound up. */
  lastTimer(timer: 'screen' | 'lifted' = 'screen'): number | 'stopped' | undefined {
    const last = this.effects.findLast(
      (each) => (each.type === 'start_timer' || each.type === 'stop_timer') && each.timer === timer,
    );
    return last?.type === 'start_timer' ? last.afterMs : last && 'stopped';
  }
}
