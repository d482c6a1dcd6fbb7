/** `npm run services -- COMMAND ...`: hands the definitions of services to the server's own program. */
import { join } from 'node:path';
import { demoServerSettings } from './demo-settings.ts';
import { runToEnd } from './processes.ts';
import { root } from './root.ts';

/** These look into the house's own database; without `--settings` it is the demonstration's. */
const OF_THE_HOUSE: ReadonlySet<string> = new Set([
  'diff',
  'submit',
  'approve',
  'publish',
  'retire',
  'drafts',
  'replay',
]);

export function manageServices(args: string[]): Promise<number> {
  const [command = '', ...more] = args;
  const isSaid = more.some((arg) => arg === '--settings' || arg.startsWith('--settings='));
  const settings = OF_THE_HOUSE.has(command) && !isSaid ? ['--settings', demoServerSettings()] : [];
  return runToEnd(process.execPath, [join(root, 'server/manage-services.ts'), ...args, ...settings]);
}
