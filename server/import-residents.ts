/** `node server/import-residents.ts [--settings FILE] FILE.csv`: takes a register file, all of it or nothing. */
import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runCommand } from './command.ts';
import { openKeyring } from './keys/keyring.ts';
import { importRegister } from './residents/import-register.ts';
import { assertKeysFit } from './residents/keys-fit.ts';
import type { BadValue } from './residents/register-file.ts';
import { REASONS } from './residents/register-row.ts';
import { readServerSettings } from './settings.ts';
import { openDatabase } from './store/database.ts';

const MAX_LISTED = 1000;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: { settings: { type: 'string' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (!file) throw new Error('usage: node server/import-residents.ts [--settings FILE] FILE.csv');
  await access(file, constants.R_OK);
  const settings = readServerSettings(values.settings);
  const keyring = await openKeyring(settings.keys.dir, settings.community.issuer);
  const { db, close } = await openDatabase(settings.database);
  try {
    await assertKeysFit(db, keyring);
    const outcome = await importRegister(db, keyring, {
      csv: createReadStream(file),
      actor: 'command:import',
    });
    switch (outcome.kind) {
      case 'imported':
        process.stdout.write(`imported ${outcome.count} residents 已导入 ${outcome.count} 人\n`);
        process.stdout.write(notesOn(outcome.unknownAreas));
        return 0;
      case 'rejected':
        process.stderr.write(listOf(outcome.bad));
        return 1;
      default:
        return outcome satisfies never;
    }
  } finally {
    await close();
  }
});

function notesOn(unknownAreas: readonly number[]): string {
  return unknownAreas
    .slice(0, MAX_LISTED)
    .map(
      (line) =>
        `line ${line}: id_number: 号码的地区不在表里，已照样导入 (an area of no table, imported all the same)\n`,
    )
    .join('');
}

function listOf(bad: readonly BadValue[]): string {
  const lines = bad
    .slice(0, MAX_LISTED)
    .map(({ line, column, reason }) => `line ${line}: ${column ? `${column}: ` : ''}${REASONS[reason]}`);
  const more = bad.length > MAX_LISTED ? [`and ${bad.length - MAX_LISTED} more`] : [];
  return [...lines, ...more, `nothing was imported 一行都没有导入: ${bad.length} wrong`, ''].join('\n');
}
