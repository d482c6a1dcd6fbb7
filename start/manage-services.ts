/** `npm run services -- COMMAND ...`: hands the definitions of services to the server's own program. */
import { join } from 'node:path';
import { runToEnd } from './processes.ts';
import { root } from './root.ts';

export function manageServices(args: string[]): Promise<number> {
  return runToEnd(process.execPath, [join(root, 'server/manage-services.ts'), ...args]);
}
