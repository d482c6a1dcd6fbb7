/** A slip through a cable of TCP, by an agent that is killed for real when a byte passes. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { orderOf } from '../agent-life.ts';
import type { Result } from '../judgement.ts';
import type { Bench } from '../point.ts';
import { SLIP_DOCUMENT } from '../slip/document.ts';
import { SlipFarEnd, type SlipVariant } from '../slip/far-end.ts';
import type { SlipFault } from '../slip/faults.ts';
import { resultOf } from '../slip/run.ts';
import { KilledLives } from './killed-lives.ts';

const KILLED: SlipFault = { kind: 'agent_sigkill', strike: () => {}, passes: true };

export async function runKilledSlip(
  variant: SlipVariant,
  at: number,
  { root, reference }: Bench & { reference: readonly string[] },
): Promise<Result> {
  const dir = mkdtempSync(join(root, 'run-'));
  const strike = { at, act: () => lives.kill(), swallows: false };
  const printer = new SlipFarEnd(variant, strike, reference);
  const socketServer = createServer({ noDelay: true }, async (socket) => {
    const near = await printer.cable.connect();
    pipeline(socket, near, socket, () => {});
  });
  socketServer.listen(0, '127.0.0.1');
  await once(socketServer, 'listening');
  const { port } = socketServer.address() as AddressInfo;
  const lives = new KilledLives({
    dir,
    order: orderOf('slip', SLIP_DOCUMENT, 1),
    printer: { kind: 'slip', port, variant },
  });
  const job = await lives.job(root);
  const result = await resultOf(printer, { job, diedIn: lives.diedIn, fault: KILLED, reference });
  printer.cable.drop();
  socketServer.close();
  rmSync(dir, { recursive: true });
  return { ...result, isStruck: lives.diedIn !== undefined };
}
