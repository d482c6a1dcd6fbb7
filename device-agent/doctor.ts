/**
 * `node device-agent/doctor.ts [--settings kiosk.yaml] [--probe | --write [FILE]]`: which devices there are, how those of
 * this kiosk are, and how to mend what is wrong (docs/doctor.md). Exit code 0, 1 when something is wrong, 2 when a file is.
 */
import { parseArgs } from 'node:util';
import { Holders } from './doctor/machine/holders.ts';
import { userNamed, userNow } from './doctor/machine/permission.ts';
import { Doctor, type ExitCode, type Wish } from './doctor/run.ts';

const ROOT = '/';
/** As whom the agent runs where it was installed as deploy/README.md says. */
const AGENT_USER = 'linli';
const NEW_FILE = 'kiosk.yaml';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = { settings: text, probe: flag, write: flag, server: text, id: text, user: text };

async function run(): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const { user: name, write, ...wish } = values;
  const user = userNamed(ROOT, name ?? AGENT_USER) ?? (name === undefined ? userNow() : undefined);
  if (user === undefined) return refuse(`没有用户 ${name}`);
  const place = { root: ROOT, user, holders: new Holders(ROOT) };
  const complete: Wish = { ...wish, write: write ? (positionals[0] ?? NEW_FILE) : undefined };
  return new Doctor(place, (line) => process.stdout.write(`${line}\n`)).visit(complete);
}

function refuse(because: string): ExitCode {
  process.stdout.write(`${because}\n`);
  return 2;
}

process.exitCode = await run().catch((error) => {
  if (error instanceof TypeError && 'code' in error) return refuse(`不认识：${error.message}`);
  throw error;
});
