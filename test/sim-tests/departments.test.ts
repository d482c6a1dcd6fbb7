import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readFactBook } from '../../server/definitions/fact-book.ts';
import type { Departments } from '../../server/departments/department.ts';
import { openDepartments } from '../../server/departments/departments.ts';
import { readServerSettings } from '../../server/settings.ts';
import { readRegisters } from '../sim/departments/records.ts';

const PROGRAM = fileURLToPath(new URL('../sim/departments/main.ts', import.meta.url));
const RESIDENTS = new URL('../../server/seed/demo-residents.csv', import.meta.url);
const COMMUNITY = { code: '610202001001', name: '红旗社区', issuer: '红旗社区居民委员会' };

interface Ready {
  readonly url: string;
  readonly control: string;
  readonly exchanges: string;
}

const dir = mkdtempSync(join(tmpdir(), 'linli-departments-'));
const book = readFactBook();
const registers = readRegisters();
const logged: string[] = [];
let program: ChildProcess;
let ready: Ready;
let departments: Departments;

async function start(): Promise<{ program: ChildProcess; ready: Ready }> {
  const program = spawn(process.execPath, [PROGRAM, '--dir', dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(program.stdout ?? process.stdin), 'line');
  return { program, ready: JSON.parse(line) };
}

beforeAll(async () => {
  ({ program, ready } = await start());
  const file = join(dir, 'server.yaml');
  writeFileSync(file, stringify({ community: COMMUNITY, sources: JSON.parse(ready.exchanges) }));
  const { sources: settings } = readServerSettings(file);
  const log = (event: string, fields?: object) => void logged.push(JSON.stringify({ event, ...fields }));
  departments = openDepartments({ settings, book, log });
});
beforeEach(() => {
  logged.length = 0;
});
afterAll(async () => {
  await departments.close();
  program.kill('SIGTERM');
  await once(program, 'exit');
});

async function ask(source: string, idNumber: string) {
  const file = book.sources.get(source);
  const wanted = { facts: Object.keys(file?.facts ?? {}), tables: Object.keys(file?.tables ?? {}) };
  const subject = { idNumber, name: '王样例' };
  const query = {
    source,
    purpose: 'residence-certificate',
    subject,
    wanted,
    caseId: 'c1',
    actor: 'kiosk:k1',
  };
  return (await departments.query(query)).answer;
}

function turn(sources: readonly string[], fault: object | null): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${ready.control}/faults`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ sources, fault }),
  });
}

it.each(registers.map(({ source, people }) => [source, people] as const))(
  'tells everything that is written of %s, as the source file declares it',
  async (source, people) => {
    const known = [...people.keys()];
    for (const idNumber of known) expect(await ask(source, idNumber)).toMatchObject({ state: 'facts' });
    expect(await ask(source, '610202199001010038')).toEqual({ state: 'not_found' });
    expect(logged).toEqual([]);
  },
);

it('writes of nobody but the invented residents of the demonstration', () => {
  const register = readFileSync(RESIDENTS, 'utf8');
  const people = registers.flatMap((one) => [...one.people.keys()]);
  expect(people.filter((idNumber) => !register.includes(`\n${idNumber},`))).toEqual([]);
});

it('takes departments down and brings them back by its control port', async () => {
  const [{ source = '', people } = {}] = registers;
  const idNumber = people?.keys().next().value ?? '';
  await turn([source], { kind: 'down' });
  expect(await ask(source, idNumber)).toEqual({ state: 'unavailable' });
  expect(await (await turn([source], null)).json()).not.toContainEqual(
    expect.objectContaining({ fault: 'down' }),
  );
  expect(await ask(source, idNumber)).toMatchObject({ state: 'facts' });
});

it('knows no other fault, and hears no page of another site', async () => {
  expect((await turn([], { kind: 'explode' })).status).toBe(400);
  const plain = await fetch(`${ready.control}/faults`, {
    method: 'POST',
    body: '{"sources":[],"fault":null}',
  });
  expect(plain.status).toBe(404);
});

it('comes back at the same address with the same key', async () => {
  program.kill('SIGTERM');
  await once(program, 'exit');
  const before = ready;
  ({ program, ready } = await start());
  expect(ready).toEqual(before);
});

it('takes other ports when somebody else has its own', async () => {
  const second = await start();
  expect(second.ready.url).not.toBe(ready.url);
  second.program.kill('SIGTERM');
  await once(second.program, 'exit');
});
