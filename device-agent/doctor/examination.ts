/** One examination by the doctor: the machine, what kiosk.yaml names, and on request what hangs on ports that nobody has named. */
import { readSettings } from '../../settings/read-settings.ts';
import { SettingsFault } from '../../settings/settings-fault.ts';
import { kioskSettings } from '../settings.ts';
import { examineKiosk } from './examine-kiosk.ts';
import type { Finding } from './finding.ts';
import type { Place } from './machine/device-node.ts';
import { distinct } from './machine/hid-nodes.ts';
import { lookAtMachine, type Machine } from './machine/machine.ts';
import { NOTHING_FOUND } from './mends.ts';
import { candidatesOf, type Discovered, discover, findingOf } from './probe/discover.ts';
import { leftToWrite } from './probe/draft.ts';
import { whyNotWritten, writeDraft } from './probe/write-draft.ts';
import { headingOf, linesOf, summaryOf } from './report.ts';
import { survey } from './survey.ts';
import { roleOf } from './survey-hid.ts';

export interface ExaminationRequest {
  /** The kiosk.yaml to examine. */
  readonly settings?: string | undefined;
  /** The kiosk.yaml to make. */
  readonly write?: string | undefined;
  /** Ask unknown ports what they are, and write nothing. */
  readonly probe?: boolean | undefined;
  /** What to write as the server's address and the kiosk's id. */
  readonly server?: string | undefined;
  readonly id?: string | undefined;
}

/** Nothing wrong; something wrong; a file that could not be read or written. */
export type ExitCode = 0 | 1 | 2;

export class Doctor {
  readonly #place: Place;
  readonly #print: (line: string) => void;
  readonly #verdicts: Finding['verdict'][] = [];

  constructor(place: Place, print: (line: string) => void) {
    this.#place = place;
    this.#print = print;
  }

  async examine(request: ExaminationRequest): Promise<ExitCode> {
    const machine = lookAtMachine(this.#place);
    this.#tellMachine(machine, request);
    const isRead = request.settings === undefined || (await this.#examineKiosk(request.settings));
    const isWritten =
      !(request.probe || request.write !== undefined) || (await this.#discover(machine, request));
    this.#print('');
    this.#print(summaryOf(this.#verdicts, isWritten));
    if (!isRead || !isWritten) return 2;
    return this.#verdicts.includes('wrong') ? 1 : 0;
  }

  #tellMachine(machine: Machine, { settings, write, probe }: ExaminationRequest): void {
    this.#print(`邻里设备检查。权限按用户 ${this.#place.user.name} 算。`);
    const findings = survey(machine, this.#place);
    if (findings.length > 0 || settings === undefined) this.#say(...headingOf('这台机器上的设备'));
    for (const finding of findings) this.#tell(finding);
    if (settings !== undefined) return;
    if (findings.length === 0) this.#tell({ verdict: 'warning', device: '设备', ...NOTHING_FOUND });
    if (write === undefined && !probe) this.#say('', ...HINTS);
  }

  /** False when the file cannot be read. */
  async #examineKiosk(file: string): Promise<boolean> {
    this.#say(...headingOf(`${file} 里写的设备`));
    try {
      const settings = readSettings({ file, schema: kioskSettings, envPrefix: 'LINLI_AGENT' });
      for await (const finding of examineKiosk(settings, this.#place)) this.#tell(finding);
      return true;
    } catch (fault) {
      if (!(fault instanceof SettingsFault)) throw fault;
      const facts = fault.message.split('\n');
      this.#tell({ verdict: 'wrong', device: '设置文件', says: 'linli 读不懂', facts, mend: MEND_SETTINGS });
      return false;
    }
  }

  /** False when the file was not written. No device is disturbed for a file that cannot be. */
  async #discover(machine: Machine, request: ExaminationRequest): Promise<boolean> {
    const obstacle = request.write === undefined ? undefined : whyNotWritten(request.write);
    if (obstacle !== undefined) return this.#refuse(obstacle);
    const candidates = candidatesOf(machine, this.#place);
    const asked = [...candidates.hid, ...candidates.usb, ...candidates.serial].map(({ path }) => path);
    this.#say(
      ...headingOf('试探没有写明的口'),
      ...(asked.length > 0 ? [WILL_ASK, ...asked] : [NONE_TO_ASK]),
      '',
    );
    const found: Discovered[] = [];
    for await (const one of discover(candidates, this.#place.root)) {
      found.push(one);
      this.#tell(findingOf(one));
    }
    const scanners = distinct(machine.hidNodes.filter((device) => roleOf(device) === 'scanner'));
    return request.write === undefined || this.#write(request.write, { found, scanners, ...request });
  }

  #write(file: string, draft: Parameters<typeof writeDraft>[1]): boolean {
    const written = writeDraft(file, draft);
    switch (written.kind) {
      case 'ready':
        this.#say(
          '',
          `写好了：${file}，linli 读得懂。还要你改的：`,
          ...leftToWrite(draft).map((what) => `  · ${what}`),
          `改好以后检查一遍：npm run doctor -- --kiosk ${file}`,
        );
        return true;
      case 'not_written':
        return this.#refuse(written.because);
      default:
        return written satisfies never;
    }
  }

  #refuse(because: string): false {
    this.#say('', `没有写：${because}`);
    return false;
  }

  #tell(finding: Finding): void {
    this.#verdicts.push(finding.verdict);
    this.#say(...linesOf(finding));
  }

  #say(...lines: readonly string[]): void {
    for (const line of lines) this.#print(line);
  }
}

const HINTS = [
  '还没有指明 kiosk.yaml。可以：',
  '  npm run doctor -- --kiosk kiosk.yaml   检查里面写的每台设备',
  '  npm run doctor -- --write kiosk.yaml   问一问各个口，写一份 kiosk.yaml',
];
const MEND_SETTINGS = { todo: '照上面每一句改，再运行一次' };
const WILL_ASK = '每个口几秒：先按读卡器问，再按小票机问。接着别的设备的，先拔掉：';
const NONE_TO_ASK = '没有可以问的口。';
