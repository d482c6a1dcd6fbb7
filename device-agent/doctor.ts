/** `node device-agent/doctor.ts --settings kiosk.yaml`: how each device of this kiosk is, and how to mend what is wrong. */
import { parseArgs } from 'node:util';
import { readSettings } from '../settings/read-settings.ts';
import { SettingsFault } from '../settings/settings-fault.ts';
import { examine, type Finding } from './doctor/examine.ts';
import { kioskSettings } from './settings.ts';

const MARK = { good: '好', warning: '注意', wrong: '不对' } as const;

try {
  const { values } = parseArgs({ options: { settings: { type: 'string' } } });
  const settings = readSettings({ file: values.settings, schema: kioskSettings, envPrefix: 'LINLI_AGENT' });
  const findings = await examine(settings);
  for (const finding of findings) process.stdout.write(`${lineOf(finding)}\n`);
  process.exitCode = findings.some(({ verdict }) => verdict === 'wrong') ? 1 : 0;
} catch (fault) {
  if (!(fault instanceof SettingsFault)) throw fault;
  process.stdout.write(`不对  设置文件  ${fault.message}\n`);
  process.exitCode = 2;
}

function lineOf({ verdict, device, says, mend }: Finding): string {
  return `${MARK[verdict]}  ${device}  ${says}${mend ? `\n      怎么办：${mend}` : ''}`;
}
