import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { openSerial } from '../../device-agent/ports.ts';

const PROGRAM = fileURLToPath(new URL('scanner.ts', import.meta.url));

it('is played by lines of JSON, survives a bad one, and takes its link away when it ends', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-far-end-'));
  const link = join(dir, 'scanner');
  const program = spawn(process.execPath, [PROGRAM, '--link', link, '--suffix', 'crlf'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<unknown> => JSON.parse(String((await said.next()).value));
  const tell = (line: string) => program.stdin.write(`${line}\n`);

  expect(await answer()).toEqual({ event: 'ready', path: link });
  const line = await openSerial({ path: link, baud: 9600 });
  tell('{"do":"show"}');
  expect(await answer()).toMatchObject({ event: 'refused' });
  let heard = '';
  line.on('data', (bytes) => {
    heard += bytes;
  });
  tell('{"do":"show","code":"hello"}');
  await vi.waitUntil(() => heard.endsWith('\r\n'), { timeout: 10_000 });
  expect(heard).toBe('hello\r\n');
  line.destroy();
  tell('{"do":"unplug"}');
  expect(await answer()).toEqual({ event: 'state', plugged: false });
  expect(existsSync(link)).toBe(false);
  tell('{"do":"plug"}');
  expect(await answer()).toEqual({ event: 'state', plugged: true });

  program.kill('SIGTERM');
  expect((await once(program, 'exit'))[0]).toBe(0);
  expect(existsSync(link)).toBe(false);
  rmSync(dir, { recursive: true });
});
