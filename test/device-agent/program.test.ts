import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Spool } from '../../device-agent/printing/spool.ts';
import { openSpoolDatabase } from '../../device-agent/printing/spool-database.ts';

const LEAST = 'kiosk: {id: hongqi-01, name: 红旗社区 01 号}\nserver: {url: "http://127.0.0.1:8080"}\n';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kiosk-'));
  file = join(dir, 'kiosk.yaml');
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A program of the agent, which here always ends by itself; its last word is one JSON line. */
async function start(yaml: string, program = 'main.ts', ...args: string[]) {
  writeFileSync(file, LEAST + yaml);
  const main = join(import.meta.dirname, '../../device-agent', program);
  const child = spawn(process.execPath, [main, '--settings', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const [said, told] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, said, told: JSON.parse(told) };
}

it('does not start on broken settings, and says where they are broken', async () => {
  expect(await start('listen: {prot: 1}\n')).toMatchObject({
    code: 2,
    said: '',
    told: {
      event: 'cannot_start',
      fault: 'wrong_settings',
      sentence: `${file}:3: listen.prot: unknown key; did you mean "port"?`,
    },
  });
});

it('does not start unless it is enrolled, and says how that is done', async () => {
  expect(await start(`data: {dir: ${dir}}\n`)).toMatchObject({
    code: 2,
    told: { event: 'cannot_start', fault: 'not_enrolled' },
  });
});

it('leaves the data folder of another agent alone, also when it is to be enrolled', async () => {
  const theirs = new Spool(openSpoolDatabase(dir));
  const { code, told } = await start(`data: {dir: ${dir}}\n`, 'enrol.ts', '--code', 'A-CODE');
  expect([code, told]).toMatchObject([1, { event: 'cannot_start', fault: 'in_use' }]);
  expect(told.sentence).toContain('another agent works with this data folder');
  theirs.close();
});

it('says that its data folder cannot be made', async () => {
  expect(await start(`data: {dir: ${file}/inside}\n`)).toMatchObject({
    code: 1,
    told: {
      fault: 'unwritable',
      sentence: expect.stringContaining(`${file}/inside: the data folder cannot`),
    },
  });
});

it('says that its memory of printed jobs is damaged', async () => {
  writeFileSync(join(dir, 'spool.db'), 'no database, but longer than its header would be '.repeat(20));
  expect(await start(`data: {dir: ${dir}}\n`)).toMatchObject({
    code: 1,
    told: { fault: 'broken', sentence: expect.stringContaining('spool.db: damaged') },
  });
});
