/**
 * A CUPS of the test's own (packages cups, cups-client, cups-filters): its settings, spool and port are in a folder that
 * goes with it; the CUPS of the system is not touched.
 */
import { type ChildProcess, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demand, endProgram, eventually, freePort, startProgram } from './program.ts';

const NEEDED = [
  ['/usr/sbin/cupsd', 'cups'],
  ['/usr/sbin/lpadmin', 'cups-client'],
  ['/usr/lib/cups/filter/pdftopdf', 'cups-filters'],
] as const;
const FOLDERS = ['etc', 'spool', 'cache', 'run', 'tmp'] as const;

/** cupsd takes no `User root`: its filters and backends run as lp. */
const filesConf = (dir: string) => `
ServerRoot ${dir}/etc
RequestRoot ${dir}/spool
CacheDir ${dir}/cache
StateDir ${dir}/run
TempDir ${dir}/tmp
ErrorLog ${dir}/error_log
AccessLog ${dir}/access_log
PageLog ${dir}/page_log
User lp
Group lp
SystemGroup root
FileDevice Yes
`;
const cupsdConf = (port: number) => `
Listen 127.0.0.1:${port}
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
`;

export class Cups {
  readonly #dir: string;
  readonly #host: string;
  readonly #cupsd: ChildProcess;

  /** Throws when a Debian package is missing or cupsd does not come up. */
  static async start(): Promise<Cups> {
    demand(NEEDED);
    const cups = new Cups(await freePort());
    try {
      await eventually('cupsd', () => succeeds('/usr/bin/lpstat', '-h', cups.#host, '-r'));
      return cups;
    } catch (fault) {
      await cups.stop();
      throw fault;
    }
  }

  private constructor(port: number) {
    this.#host = `127.0.0.1:${port}`;
    this.#dir = mkdtempSync(join(tmpdir(), 'cups-'));
    chmodSync(this.#dir, 0o755);
    for (const folder of FOLDERS) mkdirSync(join(this.#dir, folder));
    const [files, settings] = [join(this.#dir, 'etc/cups-files.conf'), join(this.#dir, 'etc/cupsd.conf')];
    writeFileSync(files, filesConf(this.#dir));
    writeFileSync(settings, cupsdConf(port));
    this.#cupsd = startProgram('/usr/sbin/cupsd', ['-f', '-c', settings, '-s', files]);
  }

  /** Makes the queue, or changes it; answers its address. `model`: `everywhere` asks the printer, `raw` passes bytes on. */
  async queue(name: string, { device, model, errorPolicy }: QueueWish): Promise<string> {
    const about = ['-E', '-v', device, '-m', model, '-o', `printer-error-policy=${errorPolicy}`];
    // Now and then lpadmin says `Unable to connect to server: Bad file descriptor`, and can the next moment.
    await eventually(`the queue ${name}`, () =>
      succeeds('/usr/sbin/lpadmin', '-h', this.#host, '-p', name, ...about),
    );
    return `ipp://${this.#host}/printers/${name}`;
  }

  async stop(): Promise<void> {
    await endProgram(this.#cupsd, 'SIGTERM');
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

function succeeds(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: 5000 });
    return true;
  } catch {
    return false;
  }
}

export interface QueueWish {
  readonly device: string;
  readonly model: 'everywhere' | 'raw';
  readonly errorPolicy: 'abort-job' | 'stop-printer' | 'retry-job' | 'retry-current-job';
}
