/** `node server/verify-audit.ts [--settings FILE]`: walks the audit's hash chain; ends with 1 when it is broken. */
import { parseArgs } from 'node:util';
import { verifyAudit } from './audit/audit.ts';
import { runCommand } from './command.ts';
import { readServerSettings } from './settings.ts';
import { openDatabase } from './store/database.ts';

await runCommand(async () => {
  const { values } = parseArgs({ options: { settings: { type: 'string' } } });
  const { db, close } = await openDatabase(readServerSettings(values.settings).database);
  try {
    const verdict = await verifyAudit(db);
    switch (verdict.kind) {
      case 'whole':
        process.stdout.write(`whole: ${verdict.entries} entries\n`);
        return 0;
      case 'broken':
        process.stdout.write(`broken at entry ${verdict.seq}\n`);
        return 1;
      default:
        return verdict satisfies never;
    }
  } finally {
    await close();
  }
});
