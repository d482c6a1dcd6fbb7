/** A whole community as `npm start` makes it, in a folder and on ports of its own; driven from outside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../..');
const READY = /^ready kiosk=(?<kiosk>\S+) console=(?<console>\S+) dock=(?<dock>\S+)$/u;

export interface Community {
  readonly dir: string;
  readonly kiosk: string;
  readonly console: string;
  readonly dock: string;
  /** Everything the processes wrote, stdout and stderr. */
  said(): string;
  /** Ctrl-C, which a terminal sends to the whole process group; answers the exit code. */
  stop(): Promise<number | null>;
}

/** Starts `npm start` with the given arguments; throws with what was said when no ready line comes. */
export async function startCommunity({
  args = [] as string[],
  dir = '',
  serverPort = 0,
} = {}): Promise<Community> {
  const demoDir = dir || mkdtempSync(join(tmpdir(), 'linli-journey-'));
  const child = spawn(process.execPath, ['start/bootstrap.mjs', 'start', ...args], {
    cwd: root,
    env: {
      ...process.env,
      LINLI_DEMO_DIR: demoDir,
      LINLI_DOCK_PORT: '0',
      LINLI_SERVER_LISTEN_PORT: String(serverPort),
      LINLI_AGENT_LISTEN_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, as a terminal gives each command.
    detached: true,
  });
  const lines: string[] = [];
  const urls = await readyLine(child, lines);
  return {
    dir: demoDir,
    ...urls,
    said: () => lines.join('\n'),
    stop: async () => {
      const code = await endOf(child);
      if (!dir) rmSync(demoDir, { recursive: true, force: true });
      return code;
    },
  };
}

function readyLine(
  child: ChildProcess,
  lines: string[],
): Promise<{ kiosk: string; console: string; dock: string }> {
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const { kiosk, console, dock } = READY.exec(line)?.groups ?? {};
        if (kiosk && console && dock) resolve({ kiosk, console, dock });
      });
    }
    child.on('exit', (code) =>
      reject(new Error(`npm start ended with ${code} and said:\n${lines.join('\n')}`)),
    );
  });
}

async function endOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  if (child.pid) process.kill(-child.pid, 'SIGINT');
  return ended;
}
