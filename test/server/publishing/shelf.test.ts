import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDefinition } from '../../../server/definitions/definition-file.ts';
import { type Draft, noteDryRun, step, submit } from '../../../server/publishing/drafts.ts';
import { Shelf } from '../../../server/publishing/shelf.ts';
import { readHouse } from '../../../server/services/catalogue.ts';
import { type TestDatabase, testDatabase } from '../database.ts';

const SERVICES = new URL('../../../server/services/', import.meta.url);
const SHIPPED = readFileSync(new URL('residence-certificate.yaml', SERVICES), 'utf8');
const TODAY = '2026-11-23';
const [NINE, TEN, ELEVEN, NOON] = ['01', '02', '03', '04'].map((hour) =>
  Date.parse(`${TODAY}T${hour}:00:00Z`),
) as [number, number, number, number];

let database: TestDatabase;
let shelf: Shelf;
const logged: unknown[] = [];
beforeAll(async () => {
  database = await testDatabase();
  const house = readHouse();
  const definitions = [readDefinition('residence-certificate.yaml', SHIPPED, house)];
  shelf = new Shelf(database.db, { house, definitions, region: undefined }, (...line) => logged.push(line));
});
afterAll(() => database.close());

const titleAt = (instant: number) => shelf.at(instant).find('residence-certificate', TODAY)?.written.title.zh;

async function publish(
  yaml: string,
  version: number,
  at: number,
  { kind, name }: Pick<Draft, 'kind' | 'name'> = { kind: 'service', name: 'residence-certificate' },
): Promise<void> {
  const sha256 = createHash('sha256').update(yaml).digest('hex');
  const by = (staff: string) => ({ staff, now: new Date(at) });
  await submit(database.db, { kind, name, version, yaml, sha256 }, { ...by('w-1'), shipped: 1 });
  await step(database.db, { name, version }, 'approved', by('w-2'));
  await noteDryRun(
    database.db,
    { name, version },
    { gains: 0, may_gain: 0, may_lose: 0, loses: 0 },
    by('w-1'),
  );
  expect(await step(database.db, { name, version }, 'published', by('w-1'))).toBe('done');
}

it('keeps for a visit the services of the moment it began in', async () => {
  expect(titleAt(NINE)).toBe('居住证明');
  const changed = SHIPPED.replace('zh: 居住证明', 'zh: 居住证明新版').replace('version: 1', 'version: 2');
  await publish(changed.replace('status: published', 'status: draft'), 2, TEN);
  expect(titleAt(ELEVEN)).toBe('居住证明');
  await shelf.refresh();
  expect([titleAt(NINE), titleAt(TEN), titleAt(ELEVEN)]).toEqual([
    '居住证明',
    '居住证明新版',
    '居住证明新版',
  ]);
});

it('goes back to the former version when one is retired', async () => {
  await step(database.db, { name: 'residence-certificate', version: 2 }, 'retired', {
    staff: 'w-9',
    now: new Date(NOON),
  });
  await shelf.refresh();
  expect([titleAt(ELEVEN), titleAt(NOON)]).toEqual(['居住证明新版', '居住证明']);
});

it.each([
  ['service', 'residence-certificate', 'service: residence-certificate\n', 3],
  [
    'region',
    'test',
    'region: test\ntitle: { zh: 试 }\nversion: 2\nsource: 试\nparameters: { gone: {} }\nexamples: []\n',
    2,
  ],
] as const)(
  'leaves out a published %s that no longer fits, and says so once',
  async (kind, name, yaml, version) => {
    await publish(yaml, version, NOON, { kind, name });
    logged.length = 0;
    await shelf.refresh();
    await shelf.refresh();
    expect(titleAt(NOON)).toBe('居住证明');
    expect(logged).toEqual([
      ['published_text_unfit', { fault: 'definition_wrong', where: `${name}@${version}` }],
    ]);
  },
);
