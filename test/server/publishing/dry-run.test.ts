import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDefinition } from '../../../server/definitions/definition-file.ts';
import { inRegion, type RegionFile, regionFile } from '../../../server/definitions/region-file.ts';
import { readYaml } from '../../../server/definitions/yaml-file.ts';
import { changeOf } from '../../../server/publishing/changes.ts';
import { type Affected, dryRun } from '../../../server/publishing/dry-run.ts';
import { seedDemo } from '../../../server/seed/seed.ts';
import { readHouse } from '../../../server/services/catalogue.ts';
import { communitySettings } from '../../../server/visits/eligibility.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type TestKeys, testKeys } from '../keys.ts';

const FILE = new URL('../../../server/services/elder-allowance.yaml', import.meta.url);
const SETTINGS = communitySettings({ code: '610202001001', name: '红旗社区', issuer: '红旗社区居民委员会' });
const TODAY = '2026-11-23';
const REGION = `region: test
title: { zh: 试 }
version: 1
source: 试
parameters:
  elder-allowance:
    min_age:
      - { from: 2020-01-01, value: 80 }
examples: []
`;
/** The one line an official adds. */
const ONE_LINE = '      - { from: 2027-01-01, value: 70 }\n';

let database: TestDatabase;
let keys: TestKeys;
beforeAll(async () => {
  [database, keys] = await Promise.all([testDatabase(), testKeys()]);
  await seedDemo(database.db, keys.keyring, Date.parse(`${TODAY}T02:00:00Z`));
});
afterAll(async () => {
  await database.close();
  await keys.close();
});

const definition = readDefinition('elder-allowance.yaml', readFileSync(FILE, 'utf8'), readHouse());
const region = (yaml: string): RegionFile => readYaml('region.yaml', yaml, regionFile).value;

async function affectedBy(before: RegionFile, after: RegionFile): Promise<Affected[]> {
  const pair = {
    service: 'elder-allowance',
    before: inRegion(definition, before),
    after: inRegion(definition, after),
  };
  const affected: Affected[] = [];
  const house = { db: database.db, keyring: keys.keyring };
  for await (const each of dryRun(house, [pair], SETTINGS, TODAY)) affected.push(each);
  return affected;
}

it('names whom one line of a region touches, on the day from which it counts', async () => {
  const affected = await affectedBy(
    region(REGION),
    region(REGION.replace('examples', `${ONE_LINE}examples`)),
  );
  expect(new Set(affected.map(({ on, change }) => `${on} ${change}`))).toEqual(
    new Set(['2027-01-01 may_gain']),
  );
  expect(affected).toContainEqual({
    service: 'elder-allowance',
    on: '2027-01-01',
    change: 'may_gain',
    maskedName: '王＊＊',
    lastFour: '0024',
    household: 'HQ-0001',
  });
});

it('counts everybody of seventy to seventy-nine whose hukou is here, and nobody else', async () => {
  const affected = await affectedBy(
    region(REGION),
    region(REGION.replace('examples', `${ONE_LINE}examples`)),
  );
  // In server/seed/demo-residents.csv: born from 1947-01-02 to 1957-01-01, hukou 610202.
  expect(affected.map(({ lastFour }) => lastFour).toSorted()).toEqual([
    '0024',
    '4510',
    '5119',
    '5718',
    '6718',
  ]);
});

it('finds nobody where nothing is changed', async () => {
  expect(await affectedBy(region(REGION), region(REGION))).toEqual([]);
});

it.each([
  ['no', 'yes', 'gains'],
  ['no', 'open', 'may_gain'],
  ['no', 'unknown', 'may_gain'],
  ['open', 'yes', 'gains'],
  ['yes', 'open', 'may_lose'],
  ['open', 'no', 'may_lose'],
  ['yes', 'no', 'loses'],
  ['open', 'unknown', undefined],
  ['no', 'no', undefined],
] as const)('from %s to %s is %s', (before, after, change) => {
  expect(changeOf(before, after)).toBe(change);
});
