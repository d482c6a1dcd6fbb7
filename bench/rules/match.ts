/** Policy match: every service of the house held against one resident, by facts that are in memory. */

import { decide } from '../../server/rules/decision.ts';
import type { Facts } from '../../server/rules/judgement.ts';
import type { Sources } from '../../server/rules/source-answer.ts';
import { readHouse, readShipped } from '../../server/services/catalogue.ts';
import { communitySettings, inOrder, offerOf } from '../../server/visits/eligibility.ts';
import { percentile, print } from '../report/figure.ts';

const TODAY = '2026-11-22';
const WARM_UP = 300;
const ROUNDS = 1000;
const SETTINGS = communitySettings({
  code: '610202001001',
  name: '红旗社区',
  issuer: '红旗社区居民委员会',
});
const card = (birth: string, sex: string): Facts => ({
  'resident.card_expires': '9999-12-31',
  'resident.birth': birth,
  'resident.sex': sex,
  'resident.card_kind': 'mainland',
});
const register: Facts = {
  'residence.registered_in': '610202001001',
  'residence.since': '2020-01-01',
  'register.hukou_district': '610202',
};
const PEOPLE = [card('1941-09-08', 'male'), card('1968-11-05', 'male'), card('1990-12-24', 'female')];
const AT_HAND: ReadonlySet<string> = new Set(['card', 'register.residence', 'calendar', 'visit']);

export async function benchMatch(): Promise<void> {
  const definitions = await readShipped(readHouse());
  const timesMs: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const facts = PEOPLE[round % PEOPLE.length] ?? {};
    const sources: Sources = {
      card: async () => ({ state: 'facts', facts }),
      'register.residence': async () => ({ state: 'facts', facts: register }),
      visit: async () => ({ state: 'facts', facts: { 'visit.attended': false } }),
    };
    const withheld = (source: string): boolean => !AT_HAND.has(source);
    const from = performance.now();
    const offers = await Promise.all(
      definitions.map(async (definition) =>
        offerOf(
          definition,
          await decide({ definition, settings: SETTINGS, today: TODAY, sources, withheld }),
        ),
      ),
    );
    inOrder(offers);
    if (round >= WARM_UP) timesMs.push(performance.now() - from);
  }
  const against = `${definitions.length} services, answers in words and in order; aim below 2`;
  const figure = (name: string, share: number): void =>
    print({ bench: 'rules', figure: name, value: percentile(timesMs, share), unit: 'ms', against });
  figure('match_p50', 0.5);
  figure('match_p95', 0.95);
}
