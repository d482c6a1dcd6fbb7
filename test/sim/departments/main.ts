/**
 * The departments as a program: `node test/sim/departments/main.ts --dir DIR`. Ports and key are made once and kept in
 * DIR, so that settings which name them stay true. Tells one line `ready` with what such settings would say.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { number, object, parse } from 'valibot';
import { tell } from '../printers/printer-program.ts';
import { controlServer } from './control.ts';
import { SimulatedDepartments } from './departments.ts';

const kept = object({ port: number(), controlPort: number() });
/** These speak X-Road in the demonstration, all others the national exchange. */
const ON_X_ROAD = /^(health|housing|property)\./u;

const { values } = parseArgs({ options: { dir: { type: 'string' } } });
if (values.dir === undefined) throw new Error('--dir DIR is needed: ports and key are kept there');
const dir = resolve(values.dir);
mkdirSync(dir, { recursive: true });
const portsFile = join(dir, 'departments.json');
const keyFile = join(dir, 'exchange.key');
if (!existsSync(keyFile)) writeFileSync(keyFile, randomBytes(16).toString('hex'), { mode: 0o600 });
const ports = existsSync(portsFile)
  ? parse(kept, JSON.parse(readFileSync(portsFile, 'utf8')))
  : { port: 0, controlPort: 0 };

const appKey = readFileSync(keyFile, 'utf8');
/** A port that somebody else has taken meanwhile is given up. */
const sim = await departmentsOn(ports.port).catch(() => departmentsOn(0));
const control = await controlOn(ports.controlPort).catch(() => controlOn(0));
const { url } = sim;
const { port: controlPort } = control.address() as AddressInfo;
writeFileSync(portsFile, JSON.stringify({ port: Number(new URL(url).port), controlPort }));

async function departmentsOn(port: number): Promise<SimulatedDepartments> {
  const departments = new SimulatedDepartments({ appKey, port });
  await departments.start();
  return departments;
}

async function controlOn(port: number): Promise<Server> {
  const server = controlServer(sim).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const sources = sim.registers.map(({ source }) => source);
const isOnXRoad = (source: string) => ON_X_ROAD.test(source);
const exchanges = {
  national: sim.nationalExchange(
    sources.filter((source) => !isOnXRoad(source)),
    keyFile,
  ),
  xroad: sim.xRoadExchange(sources.filter(isOnXRoad)),
};
const stop = async () => {
  control.close().closeAllConnections();
  await sim.stop();
  process.exit(0);
};
process.once('SIGTERM', stop).once('SIGINT', stop);
tell('ready', { url, control: `http://127.0.0.1:${controlPort}`, exchanges: JSON.stringify(exchanges) });
