/** The dock: plays the card reader, the page printer and the slip printer, and serves the page to play them from. */
import { fstatSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runDock } from './dock/run.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    port: { type: 'string', default: '7071' },
    screen: { type: 'string' },
    cards: { type: 'string', default: fileURLToPath(new URL('cards', import.meta.url)) },
  },
});
if (values.dir === undefined) throw new Error('--dir DIR is needed: links and papers are kept there');

const dock = await runDock({
  dir: values.dir,
  port: Number(values.port),
  screen: values.screen ?? null,
  cards: values.cards,
});
process.stdout.write(`${JSON.stringify({ event: 'ready', url: dock.url, ...dock.addresses })}\n`);

const stop = (): void => void dock.close().then(() => process.exit(0));
process.once('SIGTERM', stop).once('SIGINT', stop);
if (!fstatSync(0).isCharacterDevice()) process.stdin.once('end', stop).resume(); // a terminal or /dev/null is no parent
