/** On one's own box a new kiosk is enrolled without staff, by the programs that staff would use. */
import { spawnSync } from 'node:child_process';
import { root } from './root.ts';

/**
 * Enrols this kiosk when it has no identity yet, or when it has one and its server is new (its database was begun
 * again); otherwise enrolling is the staff's act. Throws when one of the programs fails.
 */
export function ensureEnrolled(kioskSettings: string, serverSettings: string): void {
  const { status } = run('device-agent/enrol.ts', '--settings', kioskSettings);
  const isEnrolled = status === 0;
  if (!isEnrolled && status !== EXIT_NOT_ENROLLED)
    throw new Error('the kiosk cannot be enrolled; why stands above');
  const code = run(
    'server/enrol-kiosk.ts',
    '--settings',
    serverSettings,
    ...(isEnrolled ? ['--if-first'] : []),
  );
  if (code.status !== 0) throw new Error('no enrolment code could be made; why stands above');
  if (code.stdout === '') return;
  const enrolled = run('device-agent/enrol.ts', '--settings', kioskSettings, '--code', code.stdout.trim());
  if (enrolled.status !== 0) throw new Error('the kiosk could not be enrolled; why stands above');
}

const EXIT_NOT_ENROLLED = 3;

function run(program: string, ...args: string[]) {
  return spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
