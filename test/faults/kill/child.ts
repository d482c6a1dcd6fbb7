/** One life of an agent as a process of its own, which can be killed for real. Tells the row of its job when it has its end. */
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { ippPageDriver } from '#printers/ipp/page-driver.ts';
import type { OrderClaims } from '#server/contract/envelopes.ts';
import { AgentLife } from '../agent-life.ts';
import { SLIP_DOCUMENT } from '../slip/document.ts';
import { LIMITS, realDriver } from '../slip/driver.ts';
import type { SlipVariant } from '../slip/far-end.ts';

export interface ChildTask {
  readonly dir: string;
  readonly order: OrderClaims;
  readonly printer:
    | { readonly kind: 'slip'; readonly port: number; readonly variant: SlipVariant }
    /** `document` in base64. */
    | { readonly kind: 'page'; readonly url: string; readonly document: string };
}

const { dir, order, printer }: ChildTask = JSON.parse(process.argv[2] ?? '');

const life: AgentLife = new AgentLife({
  dir,
  order,
  driver:
    printer.kind === 'slip'
      ? realDriver(() => openTcp(printer.port), printer.variant, LIMITS.unhurried)
      : ippPageDriver({ url: printer.url, pollMs: 2 }),
  document: printer.kind === 'slip' ? SLIP_DOCUMENT : Buffer.from(printer.document, 'base64'),
  onTold: () => {},
  onStep: () => {},
  onSettled: () => {
    process.stdout.write(JSON.stringify(life.job));
    void life.close();
  },
});
life.begin();

function openTcp(port: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}
