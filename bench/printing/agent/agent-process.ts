/**
 * `agent-process.ts DIR SERVER_URL PAGE_URL SLIP_PATH PAGES_DIR`: an agent with two printers and no reader, hasty between
 * two looks at a job, so that thousands of jobs take minutes. Tells its port when it is ready, and its memory when asked.
 */
import { Agent } from '../../../device-agent/agent.ts';
import { loadIdentity } from '../../../device-agent/identity/identity.ts';
import { openSerial } from '../../../device-agent/ports.ts';
import { Spool } from '../../../device-agent/printing/spool.ts';
import { openSpoolDatabase } from '../../../device-agent/printing/spool-database.ts';
import { profile } from '../../../printers/escpos/profiles/epson.ts';
import { escposSlipDriver } from '../../../printers/escpos/slip-driver.ts';
import { ippPageDriver } from '../../../printers/ipp/page-driver.ts';
import { KIOSK } from '../../../test/device-agent/identity/identities.ts';

export type FromAgentProcess =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'memory'; readonly rssBytes: number; readonly heapBytes: number };

const HASTE_MS = 5;
const tell = (message: FromAgentProcess) => process.send?.(message);
const [dir = '', serverUrl = '', pageUrl = '', slipPath = '', pagesDir = ''] = process.argv.slice(2);

const agent = new Agent({
  settings: { kiosk: { id: KIOSK, name: '样例终端' }, listen: { port: 0 }, server: { url: serverUrl } },
  identity: await loadIdentity(dir, KIOSK),
  station: undefined,
  drivers: {
    page: ippPageDriver({ url: pageUrl, pollMs: HASTE_MS }),
    slip: escposSlipDriver({
      open: () => openSerial({ path: slipPath, baud: 115_200 }),
      profile,
      pollMs: HASTE_MS,
    }),
  },
  spool: new Spool(openSpoolDatabase(dir)),
  pagesDir,
  log: () => {},
  pollMs: HASTE_MS,
});
process.on('message', () => {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  tell({ kind: 'memory', rssBytes: rss, heapBytes: heapUsed });
});
process.once('disconnect', () => void agent.stop().then(() => process.exit(0)));
tell({ kind: 'ready', port: await agent.start() });
