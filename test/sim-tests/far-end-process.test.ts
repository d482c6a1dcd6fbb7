import { EventEmitter, once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { type FarEndEvent, FarEndProcess } from '../sim/dock/far-end-process.ts';

const STAND_IN = fileURLToPath(new URL('stand-in.ts', import.meta.url));
const started: FarEndProcess[] = [];

/** Its events by name, and `death`. */
function run(program: string, options: { killAfterMs?: number } = {}) {
  const heard = new EventEmitter();
  const farEnd = new FarEndProcess({
    program,
    args: () => [],
    onEvent: (event: FarEndEvent) => void heard.emit(event.event, event),
    onDeath: () => void heard.emit('death'),
    restartAfterMs: 10,
    ...options,
  });
  started.push(farEnd);
  farEnd.start();
  return { farEnd, heard };
}

function script(source: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'far-end-')), 'far-end.mjs');
  writeFileSync(file, source);
  return file;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((farEnd) => farEnd.stop()));
});

it('hears what the far end tells and tells it what to do', async () => {
  const { farEnd, heard } = run(STAND_IN);
  await once(heard, 'state');
  farEnd.send({ do: 'lay', card: 'a.json' });
  expect((await once(heard, 'state'))[0]).toMatchObject({ card: 'a.json' });
});

it('starts a far end that died again and says so', async () => {
  const { farEnd, heard } = run(STAND_IN);
  const [first] = await once(heard, 'ready');
  const death = once(heard, 'death');
  const again = once(heard, 'ready');
  farEnd.send({ do: 'restart' });
  await death;
  const [second] = await again;
  expect(second.pid).not.toBe(first.pid);
});

it('says that nobody hears a command while the far end is down', async () => {
  const { farEnd, heard } = run(script('process.exit(3)'));
  await once(heard, 'death');
  expect(farEnd.send({ do: 'lift' })).toBe(false);
});

it('passes over a line that is no event', async () => {
  const { heard } = run(
    script(`console.log('hello'); console.log('{"event":7}'); console.log('{"event":"ready"}'); process.stdin.resume();
      process.stdin.on('end', () => process.exit(0));`),
  );
  expect((await once(heard, 'ready'))[0]).toEqual({ event: 'ready' });
});

it('stops a far end by force when it will not go', async () => {
  const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);
    console.log(JSON.stringify({ event: 'ready', pid: process.pid }));`;
  const { farEnd, heard } = run(script(stubborn), { killAfterMs: 20 });
  const [{ pid }] = await once(heard, 'ready');
  await farEnd.stop();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
