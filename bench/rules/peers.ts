/**
 * The same rules for engines that others wrote. FEEL has civil dates; the two others are given ages and months counted
 * beforehand, which is less work than ours does. Each answers true, false, or undefined for "I do not know".
 */
import { evaluate } from 'feelin';
import jsonLogic from 'json-logic-js';
import { Engine } from 'json-rules-engine';

export type PeerFacts = Readonly<Record<string, string | number | boolean>>;
type Ask = (facts: PeerFacts) => Promise<boolean | undefined> | boolean | undefined;
export interface Peer {
  readonly name: string;
  readonly three: Ask;
  readonly twelve: Ask;
}

export const SAMPLE: PeerFacts = {
  today: '2026-11-22',
  birth: '1950-05-01',
  since: '2020-01-01',
  card_days: 1135,
  age: 76,
  community: '610202001001',
  months: 82,
  income: 500,
  grade: '2',
  months_paid: 180,
  certified_months: 5,
  flag_1: false,
  flag_2: false,
  flag_3: true,
  elsewhere: false,
};

/** The same resident, who has lived here for three months only. */
export const REFUSED: PeerFacts = { ...SAMPLE, months: 3, since: '2026-08-23' };

const THREE = [
  ['age', 'greaterThanInclusive', 60],
  ['community', 'equal', '610202001001'],
  ['months', 'greaterThanInclusive', 6],
] as const;
const MORE = [
  ['card_days', 'greaterThanInclusive', 0],
  ['income', 'lessThanInclusive', 800],
  ['grade', 'in', ['1', '2', '3']],
  ['months_paid', 'greaterThanInclusive', 12],
  ['certified_months', 'lessThanInclusive', 12],
  ['elsewhere', 'equal', false],
] as const;
const FLAGS = ['flag_1', 'flag_2', 'flag_3'] as const;

const feel = (sentence: string): Ask => {
  return (facts) => {
    const { value } = evaluate(sentence, facts);
    return typeof value === 'boolean' ? value : undefined;
  };
};
const passed = (from: string) => `years and months duration(date(${from}), date(today))`;
const FEEL_THREE = `${passed('birth')} >= duration("P60Y") and community = "610202001001" and ${passed('since')} >= duration("P6M")`;
const FEEL_MORE =
  'card_days >= 0 and income <= 800 and grade in ("1", "2", "3") and months_paid >= 12 and certified_months <= 12 and elsewhere = false and (flag_1 or flag_2 or flag_3)';

const LOGIC = { greaterThanInclusive: '>=', lessThanInclusive: '<=', equal: '===', in: 'in' } as const;
const logicOf = ([fact, operator, value]: (typeof THREE)[number] | (typeof MORE)[number]) => ({
  [LOGIC[operator]]: [{ var: fact }, value],
});
const LOGIC_THREE = { and: THREE.map(logicOf) };
const LOGIC_TWELVE = {
  and: [...THREE, ...MORE].map(logicOf).concat({ or: FLAGS.map((flag) => ({ var: flag })) } as never),
};

const conditionOf = ([fact, operator, value]: (typeof THREE)[number] | (typeof MORE)[number]) => ({
  fact,
  operator,
  value,
});
const anyFlag = { any: FLAGS.map((fact) => ({ fact, operator: 'equal', value: true })) };

/** Its rule says why not, as ours does, in `failureResults`. */
function rulesEngine(all: readonly object[]): Ask {
  const engine = new Engine([{ conditions: { all: all as never }, event: { type: 'granted' } }]);
  return async (facts) => (await engine.run({ ...facts })).events.length > 0;
}

export const PEERS: readonly Peer[] = [
  {
    name: 'json-rules-engine',
    three: rulesEngine(THREE.map(conditionOf)),
    twelve: rulesEngine([...[...THREE, ...MORE].map(conditionOf), anyFlag]),
  },
  { name: 'feelin', three: feel(FEEL_THREE), twelve: feel(`${FEEL_THREE} and ${FEEL_MORE}`) },
  {
    name: 'json-logic-js',
    three: (facts) => jsonLogic.apply(LOGIC_THREE, facts) === true,
    twelve: (facts) => jsonLogic.apply(LOGIC_TWELVE, facts) === true,
  },
];
