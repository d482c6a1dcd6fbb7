import { once } from 'node:events';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { registerOf } from '../residents/register.ts';
import { type House, openHouse } from './house.ts';

/** Each test starts whole programs with databases of their own. */
vi.setConfig({ testTimeout: 60_000 });

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

it.each<[string, (taken: number) => string, RegExp]>([
  [
    'another program has its port',
    (taken) => `listen: { port: ${taken} }`,
    /^listen EADDRINUSE.+:\d+: stop the other program/u,
  ],
  [
    'its keys lie under a file',
    () => `keys: { dir: ${house.settings}/keys }`,
    /server\.yaml\/keys.+: a file stands where a folder/u,
  ],
  [
    'its database is a file',
    () => `database: { dir: ${house.settings} }`,
    /server\.yaml'?: a file stands where a folder/u,
  ],
  [
    'no PostgreSQL answers',
    () => 'database: { url: "postgresql://127.0.0.1:1/linli" }',
    /127\.0\.0\.1:1: nobody answers there/u,
  ],
])('says in one sentence that %s', async (_, section, sentence) => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const [key = '', ...rest] = section((other.address() as AddressInfo).port).split(':');
  const kept = (await readFile(house.settings, 'utf8')).replace(new RegExp(`^${key}:.*\n`, 'mu'), '');
  await writeFile(house.settings, `${kept}${key}:${rest.join(':')}\n`);
  const { code, stdout, stderr } = await house.run('server/main.ts');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

it.each(['server/main.ts', 'server/enrol-kiosk.ts'])(
  'ends %s with code 2 when the settings are wrong, and names the line',
  async (program) => {
    await writeFile(house.settings, 'listen: { prot: 1 }\n');
    const ended = await house.run(program);
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('server.yaml:1') });
  },
);

it('does not work with other keys than those that sealed the register, also when they were lost in part', async () => {
  const file = join(house.dir, 'register.csv');
  await writeFile(file, registerOf(3));
  expect(await house.run('server/import-residents.ts', file)).toMatchObject({ code: 0 });
  for (const [key, program, ...args] of [
    ['index.key', 'server/import-residents.ts', file],
    ['fields.key', 'server/main.ts'],
  ] as const) {
    await rename(join(house.dir, 'keys', key), join(house.dir, key));
    const { code, stdout, stderr } = await house.run(program, ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      'keys.dir does not hold the keys with which the register was sealed; put back the copy you kept\n',
    );
    await rename(join(house.dir, key), join(house.dir, 'keys', key));
  }
  expect(await house.run('server/import-residents.ts', file)).toMatchObject({ code: 0 });
});
