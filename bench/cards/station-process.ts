/**
 * `station-process.ts PATH`: the product's side, a process of its own: a card station on the serial line PATH. Sends
 * what it shows at each change, forgets a card and tells its memory when asked.
 */
import { CardStation, type ReaderView } from '../../device-agent/card/card-station.ts';
import { serialLine } from '../../device-agent/lines/serial-line.ts';
import { HASTE } from './haste.ts';

/** All but the photo. */
export type Shown =
  | Exclude<ReaderView['card'], { state: 'read' }>
  | Omit<Extract<ReaderView['card'], { state: 'read' }>, 'photo'>;
export type FromStation =
  | { readonly kind: 'shown'; readonly device: ReaderView['device']; readonly card: Shown }
  | Memory;
export interface Memory {
  readonly kind: 'memory';
  readonly rssBytes: number;
  readonly heapBytes: number;
}
export type ToStation = 'forget' | 'memory';

const [path = ''] = process.argv.slice(2);
const station = new CardStation({ line: serialLine(path, 115200), log: () => {}, ...HASTE });
const tell = (message: FromStation) => process.send?.(message);

station.onChange(({ device, card }) => {
  tell({ kind: 'shown', device, card: withoutPhoto(card) });
});
process.on('message', (order: ToStation) => {
  if (order === 'forget') station.forget();
  else tell(memoryAtRest());
});
process.once('disconnect', () => void station.stop());
station.allowReading(true);
station.start();

function withoutPhoto(card: ReaderView['card']): Shown {
  if (card.state !== 'read') return card;
  const { photo: _, ...shown } = card;
  return shown;
}

function memoryAtRest(): Memory {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { kind: 'memory', rssBytes: rss, heapBytes: heapUsed };
}
