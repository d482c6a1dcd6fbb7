/**
 * The dock: plays the card reader, the code scanner, the page printer and the slip printer, and serves the page to play them
 * from; with `--departments CONTROL_URL` also the switches of the simulated departments.
 */
import { fstatSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Dock, runDock } from './dock/run.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    port: { type: 'string', default: '7071' },
    screen: { type: 'string' },
    departments: { type: 'string' },
    cards: { type: 'string', default: fileURLToPath(new URL('cards', import.meta.url)) },
  },
});
if (values.dir === undefined) throw new Error('--dir DIR is needed: links and papers are kept there');

let dock: Dock | undefined;
/** Before the dock is up there is nothing to close: far ends that lose their parent stop by themselves. */
const stop = (): void => void Promise.resolve(dock?.close()).then(() => process.exit(0));
process.once('SIGTERM', stop).once('SIGINT', stop);
if (!fstatSync(0).isCharacterDevice()) process.stdin.once('end', stop).resume(); // a terminal or /dev/null is no parent

dock = await runDock({
  dir: values.dir,
  port: Number(values.port),
  screen: values.screen ?? null,
  cards: values.cards,
  departments: values.departments,
});
process.stdout.write(`${JSON.stringify({ event: 'ready', url: dock.url, ...dock.addresses })}\n`);
