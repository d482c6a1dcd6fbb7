/** The smallest far end: says that it is ready, keeps its card, dies when told to restart, names a paper when a jam is cleared. */
import { createInterface } from 'node:readline';

const tell = (event: Record<string, unknown>): void =>
  void process.stdout.write(`${JSON.stringify(event)}\n`);
let card: string | null = null;

tell({ event: 'ready', path: '/dev/null', pid: process.pid });
tell({ event: 'state', card });
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    if (command.do === 'restart') process.exit(1);
    if (command.do === 'clearJam')
      tell({ event: 'paper', file: process.argv.includes('--link') ? 'b.svg' : 'a.pdf' });
    if (command.do === 'lay') card = command.card;
    if (command.do === 'lift') card = null;
    tell({ event: 'state', card });
  })
  .on('close', () => process.exit(0));
