/** The control port: who plays with the departments tells here what is wrong with them. Loopback only. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { array, nullable, parse, strictObject, string } from 'valibot';
import { ALL, type SimulatedDepartments } from './departments.ts';
import { fault } from './faults.ts';

/** POST /faults; `null` mends. */
const wish = strictObject({ sources: array(string()), fault: nullable(fault) });

interface DepartmentState {
  readonly name: string;
  readonly sources: readonly string[];
  /** Of the fault that its first source has; undefined when all is well. */
  readonly fault?: string | undefined;
}

/** One entry a department, in the order of their first register. */
function stateOf(sim: SimulatedDepartments): DepartmentState[] {
  const byName = Map.groupBy(sim.registers, ({ department }) => department);
  return [...byName].map(([name, registers]) => {
    const sources = registers.map(({ source }) => source);
    return { name, sources, fault: sim.faultOf(sources[0] ?? ALL)?.kind };
  });
}

/** GET / tells the state, POST /faults changes it and tells the new one. */
export function controlServer(sim: SimulatedDepartments): Server {
  return createServer(async (request, response) => {
    const [status, body] = await answer(sim, request).catch(
      (error) => [400, { title: String(error) }] as const,
    );
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
}

async function answer(sim: SimulatedDepartments, request: IncomingMessage): Promise<[number, unknown]> {
  if (request.method === 'GET' && request.url === '/') return [200, stateOf(sim)];
  // A page of another site may not send this type without being asked first.
  const isJson = request.headers['content-type'] === 'application/json';
  if (request.method !== 'POST' || request.url !== '/faults' || !isJson) {
    return [404, { title: 'GET / or POST /faults as application/json' }];
  }
  const wanted = parse(wish, JSON.parse(await text(request)));
  for (const source of wanted.sources) await sim.setFault(source, wanted.fault ?? undefined);
  return [200, stateOf(sim)];
}
