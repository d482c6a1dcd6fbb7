/** Files beside the settings that hold what must not stand in them: keys, and who the officer is. */
import { readFileSync, statSync } from 'node:fs';
import { SettingsFault } from '../../../settings/settings-fault.ts';
import type { Subject } from '../department.ts';
import { APP_KEY_BYTES } from './national-signature.ts';

const FOR_OTHERS = 0o077;

/** `place`: the setting that names the file, e.g. `sources.province.keyFile`. Throws SettingsFault. */
export function readAppKey(file: string, place: string): string {
  const key = readOwnFile(file, place).trim();
  if (APP_KEY_BYTES.includes(Buffer.byteLength(key))) return key;
  throw new SettingsFault('wrong_settings', `${place}: ${file}: expected a key of 16, 24 or 32 characters`);
}

/** Throws SettingsFault. */
export function readOfficer(file: string, place: string): Subject {
  const [idNumber = '', name = ''] = readOwnFile(file, place).trim().split(/\r?\n/u);
  if (/^[0-9A-Z]{15,18}$/u.test(idNumber) && name.trim() !== '') return { idNumber, name: name.trim() };
  throw new SettingsFault('wrong_settings', `${place}: ${file}: expected two lines: identity number, name`);
}

function readOwnFile(file: string, place: string): string {
  try {
    if ((statSync(file).mode & FOR_OTHERS) === 0) return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SettingsFault('unreadable', `${place}: ${file}: cannot be read`, { cause });
  }
  throw new SettingsFault('unreadable', `${place}: ${file}: others may read it; run chmod 600 ${file}`);
}
