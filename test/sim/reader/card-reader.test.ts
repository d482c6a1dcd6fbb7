import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { decodeCard } from '../../../device-agent/readers/cards/card-decoder.ts';
import { kindOf, readCardFile, textBlockOf } from './card-file.ts';

const PROGRAM = fileURLToPath(new URL('card-reader.ts', import.meta.url));
const CARDS = fileURLToPath(new URL('../cards', import.meta.url));

it.each(readdirSync(CARDS))('%s is a card the product can read', (file) => {
  const { label, newestAddress: _, kind: flag, ...printed } = readCardFile(CARDS, file);
  expect(decodeCard(textBlockOf(readCardFile(CARDS, file)))).toEqual({ kind: kindOf(flag), ...printed });
  expect(label).not.toBe('');
});

it('is played by lines of JSON, survives a bad one, and takes its link away when it ends', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-far-end-'));
  const link = join(dir, 'reader');
  const program = spawn(process.execPath, [PROGRAM, '--link', link, '--cards', CARDS], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  const answerTo = async (line?: string): Promise<unknown> => {
    if (line !== undefined) program.stdin.write(`${line}\n`);
    return JSON.parse(String((await said.next()).value));
  };

  expect(await answerTo()).toEqual({ event: 'ready', path: link });
  const state = { event: 'state', plugged: true, card: null, read: false };
  expect(await answerTo('{"do":"lay","card":"wang-yangli.json"}')).toEqual({
    ...state,
    card: 'wang-yangli.json',
  });
  expect(await answerTo('{"do":"lift"}')).toEqual(state);
  expect(await answerTo('{"do":"lay","card":"nobody.json"}')).toMatchObject({ event: 'refused' });
  expect(await answerTo('{"do":"unplug"}')).toEqual({ ...state, plugged: false });
  expect(existsSync(link)).toBe(false);
  expect(await answerTo('{"do":"plug"}')).toEqual(state);
  expect(existsSync(link)).toBe(true);

  program.kill('SIGTERM');
  const [code] = await once(program, 'exit');
  expect(code).toBe(0);
  expect(existsSync(link)).toBe(false);
  rmSync(dir, { recursive: true });
});
