/** A printer that says of itself and of its jobs what a test wants: for what no simulated or real printer here would say. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import {
  type Asked,
  readRequest,
  type ToldAttribute,
  type ToldGroup,
  writeAnswer,
} from '#sim/printers/page-printer-wire.ts';

const [OPERATION_GROUP, JOB_GROUP, PRINTER_GROUP] = [0x01, 0x02, 0x04];
const NOT_FOUND = 0x0406;

export interface Script {
  /** 3 when left out: idle. */
  readonly state?: number;
  /** Beyond its state. */
  readonly printer?: readonly ToldAttribute[];
  /** Of each job that is asked for, one answer after the other; the last stands. None: it knows no job. */
  readonly job?: readonly (readonly ToldAttribute[])[];
  /** What it answers of its jobs in place of them. */
  readonly jobStatus?: number;
}

export class ScriptedPrinter {
  readonly asked: Asked[] = [];
  readonly url: string;
  readonly #script: Script;
  #jobs: NonNullable<Script['job']>;

  static async start(script: Script): Promise<ScriptedPrinter> {
    const server = createServer(async (request, response) => {
      response.end(printer.#answer(readRequest(await buffer(request))));
    }).listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    await once(server, 'listening');
    const printer = new ScriptedPrinter((server.address() as AddressInfo).port, script);
    return printer;
  }

  private constructor(port: number, script: Script) {
    this.url = `ipp://127.0.0.1:${port}/printers/scripted`;
    this.#script = script;
    this.#jobs = script.job ?? [];
  }

  timesAsked(operation: number): number {
    return this.asked.filter((asked) => asked.operation === operation).length;
  }

  #answer(asked: Asked): Buffer {
    this.asked.push(asked);
    const { jobStatus = 0 } = this.#script;
    if (asked.operation === 0x000a && jobStatus > 0)
      return writeAnswer(asked.version, jobStatus, asked.requestId, []);
    const groups = this.#groups(asked);
    const preface: ToldGroup = [OPERATION_GROUP, ['attributes-charset', 'charset', 'utf-8']];
    return writeAnswer(asked.version, groups ? 0 : NOT_FOUND, asked.requestId, [preface, ...(groups ?? [])]);
  }

  #groups({ operation }: Asked): ToldGroup[] | undefined {
    switch (operation) {
      case 0x000b:
        return [
          [
            PRINTER_GROUP,
            ['printer-state', 'enum', this.#script.state ?? 3],
            ...(this.#script.printer ?? []),
          ],
        ];
      case 0x0005:
        return [[JOB_GROUP, ['job-id', 'integer', 7]]];
      case 0x0009:
      case 0x000a:
        return this.#job();
      default:
        return [];
    }
  }

  #job(): ToldGroup[] | undefined {
    const [now, ...later] = this.#jobs;
    if (now === undefined) return undefined;
    if (later.length > 0) this.#jobs = later;
    return [[JOB_GROUP, ['job-id', 'integer', 7], ...now]];
  }
}
