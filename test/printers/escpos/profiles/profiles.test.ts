import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duplexPair } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { PLAIN, PROFILES, profilesIn } from '#printers/escpos/profiles.ts';
import { escposSlipDriver } from '#printers/escpos/slip-driver.ts';

const FOLDER = join(import.meta.dirname, '../../../../printers/escpos/profiles');

function folderWith(file: string, text: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'profiles-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, file), text);
  return dir;
}

it('knows each file of the folder, and no other model', () => {
  const files = readdirSync(FOLDER).map((file) => file.replace(/\.ts$/u, ''));
  expect([...PROFILES.keys()]).toEqual(files.sort());
  expect(PROFILES.has(PLAIN)).toBe(true);
});

it.each([...PROFILES.values()])(
  'has only what the driver can work with, and says from where: $name',
  (profile) => {
    expect(profile.columns).toBeGreaterThanOrEqual(32);
    expect(profile.columns).toBeLessThanOrEqual(48);
    expect(profile.userGlyphs).toBeLessThanOrEqual(94); // FE A1 to FE FE
    expect(profile.source).not.toBe('');
    if (profile.name !== PLAIN) expect(profile.source).toMatch(/not tried on the machine itself$/u);
  },
);

it('finds a profile that was laid into the folder', async () => {
  const dir = folderWith('new-model.ts', "export const profile = { name: 'new-model', columns: 32 };");
  expect(await profilesIn(dir)).toEqual(new Map([['new-model', { name: 'new-model', columns: 32 }]]));
});

it.each([
  [
    'that is called otherwise',
    "export const profile = { name: 'old-model' };",
    'a profile called "old-model"',
  ],
  ['that exports none', 'export const model = {};', 'no profile'],
])('refuses a file %s', async (_, text, found) => {
  const dir = folderWith('new-model.ts', text);
  await expect(profilesIn(dir)).rejects.toThrow(`new-model.ts: expected it to export a profile`);
  await expect(profilesIn(dir)).rejects.toThrow(`found ${found}`);
});

it('sees a paper in the mouth of a Custom printer, and takes an answer it cannot read for one', () => {
  const mouth = PROFILES.get('custom-vkp')?.presenter;
  const isWaiting = (hex: string) => mouth?.isWaiting(Buffer.from(hex, 'hex'));
  expect(mouth?.ask.toString('hex')).toBe('100414');
  expect(isWaiting('100f00000000')).toBe(false);
  expect(isWaiting('100f24000000')).toBe(true); // near paper end, ticket in output (KPM210 manual, DLE EOT 20)
  expect(isWaiting('100f05000000')).toBe(false);
  expect(isWaiting('000000000000')).toBe(true);
  expect(mouth?.present?.toString('hex')).toBe('1d65030c');
  expect(mouth?.retract?.toString('hex')).toBe('1d6502');
});

// Citizen's command reference, PMU2300III, DLE EOT 4: 20 paper end, 40 no paper at the presenter's sensor.
it.each([
  ['nothing lies in it', '52', []],
  ['a slip lies in it', '12', ['paper_waiting']],
  ['a slip lies in it and the paper is out', '32', ['paper_out']],
])('does not take the empty mouth of a Citizen printer for paper end: %s', async (_, paper, conditions) => {
  const profile = PROFILES.get('citizen-pmu2300');
  if (profile === undefined) throw new Error('no such profile');
  const open = async () => {
    const [near, far] = duplexPair();
    far.on('data', (asked: Buffer) => {
      for (let at = 0; at < asked.length; at += 3)
        far.write(Buffer.from(asked[at + 2] === 4 ? paper : '12', 'hex'));
    });
    return near;
  };
  const driver = escposSlipDriver({ open, profile });
  onTestFinished(() => driver.close());
  expect((await driver.status()).conditions).toEqual(conditions);
});
