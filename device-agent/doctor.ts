/**
 * `node device-agent/doctor.ts [--settings kiosk.yaml] [--probe | --write [FILE]]`: which devices there are, how those of
 * this kiosk are, and how to mend what is wrong (docs/doctor.md). Exit code 0, 1 when something is wrong, 2 when a file is.
 * `--profiles`: the models of slip printer that are known, and nothing else.
 */
import { parseArgs } from 'node:util';
import { PROFILES } from '#printers/escpos/profiles.ts';
import { Doctor, type ExaminationRequest, type ExitCode } from './doctor/examination.ts';
import { Holders } from './doctor/machine/holders.ts';
import { userNamed, userNow } from './doctor/machine/permission.ts';
import { linesOfProfiles } from './doctor/printers/slip-profiles.ts';

const ROOT = '/';
/** As whom the agent runs where it was installed as deploy/README.md says. */
const AGENT_USER = 'linli';
const NEW_FILE = 'kiosk.yaml';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  settings: text,
  probe: flag,
  write: flag,
  profiles: flag,
  server: text,
  id: text,
  user: text,
};

async function run(): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const { user: name, write, profiles, ...request } = values;
  if (profiles) return tell(linesOfProfiles(PROFILES.values()));
  const user = userNamed(ROOT, name ?? AGENT_USER) ?? (name === undefined ? userNow() : undefined);
  if (user === undefined) return refuse(`没有用户 ${name}。`);
  const place = { root: ROOT, user, holders: new Holders(ROOT) };
  const complete: ExaminationRequest = {
    ...request,
    write: write ? (positionals[0] ?? NEW_FILE) : undefined,
  };
  return new Doctor(place, (line) => process.stdout.write(`${line}\n`)).examine(complete);
}

function tell(lines: readonly string[]): ExitCode {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return 0;
}

function refuse(because: string): ExitCode {
  process.stdout.write(`${because}\n${USAGE}`);
  return 2;
}

const USAGE = `用法：npm run doctor -- [--kiosk 文件] [--probe | --write [文件]]
  --kiosk 文件              检查文件里写的每台设备
  --probe                   问一问没有写明的口，看接的是什么
  --write [文件]            问完写一份 kiosk.yaml；可加 --id 编号 --server 服务器地址
  --profiles                只列出认识的小票机型号
  --user 用户               按这个用户的权限算；不写就是 linli
`;

/** Who reads through `head` or leaves `less` has seen enough. */
process.stdout.on('error', () => process.exit());

process.exitCode = await run().catch((error) => {
  if (error instanceof TypeError && 'code' in error) return refuse(`不认识：${error.message.split('. ')[0]}`);
  throw error;
});
