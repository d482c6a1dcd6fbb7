import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Print as SlipPrint, driverFor as slipDriverFor } from '../escpos/slip-bench.ts';
import { JOB, Print as PagePrint, driverFor as pageDriverFor, pdf } from './page-bench.ts';

type Told = Record<string, unknown>;

class Program {
  readonly told: Told[] = [];
  readonly #child: ChildProcess;

  constructor(name: string, args: string[]) {
    const file = fileURLToPath(import.meta.resolve(`#sim/printers/${name}.ts`));
    const child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
    createInterface(child.stdout).on('line', (line) => this.told.push(JSON.parse(line)));
    onTestFinished(() => void child.kill('SIGKILL'));
    this.#child = child;
  }

  async tells(fields: Told): Promise<Told> {
    const hit = () =>
      this.told.find((told) => Object.entries(fields).every(([key, value]) => told[key] === value));
    await vi.waitUntil(() => hit() !== undefined, { timeout: 10_000, interval: 5 });
    return hit() ?? {};
  }

  do(command: string): void {
    this.#child.stdin?.write(`${JSON.stringify({ do: command })}\n`);
  }

  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    const [code] = await once(this.#child, 'exit');
    return code;
  }
}

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'far-end-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return dir;
}

describe('as programs, with JSON lines on both sides', () => {
  it('the page printer says where it is, obeys a hand and tells its papers', async () => {
    const program = new Program('page-printer', ['--dir', folder(), '--ms-per-page', '10']);
    const { url } = await program.tells({ event: 'ready' });
    expect(program.told[0]).toEqual({ event: 'ready', url });
    program.do('emptyTray');
    await program.tells({ event: 'state', paper: false });
    const print = new PagePrint(pageDriverFor(String(url)), await pdf(1));
    await print.until('blocked');
    program.do('nonsense');
    program.do('fillTray');
    expect(await print.ended).toMatchObject({ type: 'done' });
    const { file } = await program.tells({ event: 'paper', job: JOB });
    expect(basename(String(file))).toBe(`1-${JOB}.pdf`);
    expect(await program.stop()).toBe(0);
  });

  it('the slip printer says what to open, obeys a hand and tells its papers', async () => {
    const dir = folder();
    const link = join(dir, 'slip');
    const program = new Program('slip-printer', ['--dir', dir, '--link', link, '--ms-per-line', '1']);
    expect(await program.tells({ event: 'ready' })).toEqual({ event: 'ready', path: link });
    program.do('emptyPaper');
    await program.tells({ event: 'state', paper: false, plugged: true });
    const driver = slipDriverFor(link);
    expect(await driver.status()).toMatchObject({ conditions: ['paper_out'] });
    program.do('fillPaper');
    await vi.waitUntil(async () => (await driver.status()).conditions.length === 0, { timeout: 5000 });
    expect(await new SlipPrint(driver).ended).toMatchObject({ type: 'done' });
    expect(await program.tells({ event: 'paper' })).toEqual({
      event: 'paper',
      file: join(dir, '1.svg'),
      job: null,
    });
    program.do('unplug');
    await program.tells({ event: 'state', plugged: false });
    expect(await program.stop()).toBe(0);
  });
});
