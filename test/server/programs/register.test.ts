import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../server/store/database.ts';
import { registerOf, residentNumber } from '../residents/register.ts';
import { type House, openHouse, stop } from './house.ts';

/** Each test starts whole programs with databases of their own. */
vi.setConfig({ testTimeout: 60_000 });

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

/** Every file below, as bytes. */
async function filesBelow(directory: string): Promise<Buffer[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))));
}

it('refuses a register with a bad row among 10,000: line and reason, no data, nothing imported', async () => {
  const file = join(house.dir, 'register.csv');
  const lines = registerOf(10_000).split('\n');
  const good = lines[7776] ?? '';
  lines[7776] = good.replace(',女,', ',?,');
  await writeFile(file, lines.join('\n'));
  const refused = await house.run('server/import-residents.ts', file);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/^line 7777: sex: .+\nnothing was imported/u);
  expect(refused.stderr).not.toContain(residentNumber(7775));

  lines[7776] = good;
  await writeFile(file, lines.join('\n'));
  expect(await house.run('server/import-residents.ts', file)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('imported 10000 residents'),
  });
});

it('says in one sentence that there is no such file', async () => {
  const ended = await house.run('server/import-residents.ts', join(house.dir, 'nothing.csv'));
  expect(ended.code).toBe(1);
  expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  expect(ended.stderr).toContain('nothing.csv');
});

it('seeds an empty demonstration once', async () => {
  await writeFile(house.settings, `${await readFile(house.settings, 'utf8')}seed: demo\n`);
  const { child } = await house.start();
  await stop(child, 'SIGTERM');
  const again = await house.start();
  await stop(again.child, 'SIGTERM');
  const { db, close } = await openDatabase({ dir: join(house.dir, 'database') });
  const residents = await db.selectFrom('resident').select('id').execute();
  const actions = await db.selectFrom('audit_entry').select('action').execute();
  await close();
  expect(residents).toHaveLength(43);
  expect(actions).toEqual([{ action: 'register_imported' }]);
});

it('leaves no name, number, address or phone in any file of the database', async () => {
  const file = join(house.dir, 'register.csv');
  const canary = {
    name: '金丝雀样例',
    address: '金丝雀巷7号',
    phone: '13712345678',
    household: 'CANARY-HOUSE',
  };
  await writeFile(
    file,
    registerOf(1)
      .replace('样例0', canary.name)
      .replace('样例路0号', canary.address)
      .replace('13800000000', canary.phone)
      .replace('H0', canary.household),
  );
  expect(await house.run('server/import-residents.ts', file)).toMatchObject({ code: 0 });
  const bytes = Buffer.concat(await filesBelow(join(house.dir, 'database')));
  expect(bytes.includes(canary.household), 'what is not sealed is there to be found').toBe(true);
  for (const secret of [canary.name, canary.address, canary.phone, residentNumber(0)]) {
    expect(bytes.includes(secret)).toBe(false);
  }
});
