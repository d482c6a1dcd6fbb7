/** The smallest far end: keeps its state, dies when told to restart; a jam that is cleared brings out the paper `2`. */
import { createInterface } from 'node:readline';

const tell = (event: string, fields: object): void => {
  process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
};
const state: Record<string, unknown> = { card: null, paper: true, jam: false };

tell('ready', { path: '/dev/null', pid: process.pid });
tell('state', state);
createInterface({ input: process.stdin }).on('line', (line) => {
  const { do: wish, card } = JSON.parse(line);
  if (wish === 'restart') process.exit(1);
  if (wish === 'lay') Object.assign(state, { card });
  if (wish === 'lift') Object.assign(state, { card: null });
  if (wish === 'emptyTray') Object.assign(state, { paper: false });
  if (wish === 'fillTray') Object.assign(state, { paper: true });
  if (wish === 'jam') Object.assign(state, { jam: true });
  if (wish === 'clearJam') {
    Object.assign(state, { jam: false });
    tell('paper', { file: '/somewhere/pages/2.pdf' });
  }
  tell('state', state);
});
