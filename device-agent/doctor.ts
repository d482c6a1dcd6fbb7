/**
 * `node device-agent/doctor.ts [--settings kiosk.yaml] [--probe | --write [FILE]]`: which devices there are, how those of
 * this kiosk are, and how to mend what is wrong (docs/doctor.md). Exit code 0, 1 when something is wrong, 2 when a file is.
 */
import { parseArgs } from 'node:util';
import { Holders } from './doctor/machine/holders.ts';
import { userNamed, userNow } from './doctor/machine/permission.ts';
import { Doctor } from './doctor/run.ts';

const ROOT = '/';
/** As whom the agent runs where it was installed as deploy/README.md says. */
const AGENT_USER = 'linli';
const NEW_FILE = 'kiosk.yaml';

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  options: {
    settings: text,
    probe: { type: 'boolean' },
    write: { type: 'boolean' },
    server: text,
    id: text,
    user: text,
  },
  allowPositionals: true,
});
const { settings, probe, server, id } = values;
const user = userNamed(ROOT, values.user ?? AGENT_USER) ?? userNow();
const doctor = new Doctor({ root: ROOT, user, holders: new Holders(ROOT) }, (line) =>
  process.stdout.write(`${line}\n`),
);
const write = values.write ? (positionals[0] ?? NEW_FILE) : undefined;
process.exitCode = await doctor.visit({ settings, probe, server, id, write });
