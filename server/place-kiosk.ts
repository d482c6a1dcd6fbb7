/**
 * `node server/place-kiosk.ts [--settings FILE] --kiosk ID --address TEXT --longitude X --latitude Y` notes where a
 * machine stands, so that another can send a resident there; without a machine it lists all of them.
 */
import { parseArgs } from 'node:util';
import { runCommand } from './command.ts';
import type { Place } from './kiosks/nearest.ts';
import { enrolledPlaces, placeKiosk, readPlacing } from './kiosks/place.ts';
import { readServerSettings } from './settings.ts';
import { type Db, openDatabase } from './store/database.ts';

const ACTOR = 'command:place-kiosk';

await runCommand(async () => {
  const text = { type: 'string' } as const;
  const options = { settings: text, kiosk: text, address: text, longitude: text, latitude: text };
  const { settings, ...wish } = parseArgs({ options }).values;
  const { db, close } = await openDatabase(readServerSettings(settings).database);
  try {
    return Object.keys(wish).length === 0 ? await list(db) : await place(db, wish);
  } finally {
    await close();
  }
});

async function list(db: Db): Promise<number> {
  const places = await enrolledPlaces(db);
  const lines = places.length === 0 ? ['还没有登记过机器'] : places.map(lineOf);
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function lineOf({ id, name, address, longitude, latitude }: Place): string {
  const where = longitude === null ? '还没写在哪里' : `${address ?? ''}（${longitude}，${latitude}）`;
  return `${id}  ${name}  ${where}`;
}

async function place(db: Db, wish: Parameters<typeof readPlacing>[0]): Promise<number> {
  const read = readPlacing(wish);
  if ('wrong' in read) return refuse(read.wrong);
  if (!(await placeKiosk(db, read.place, ACTOR))) {
    return refuse([`没有登记过编号是“${read.place.kiosk}”的机器：不带参数运行，就能看到所有机器`]);
  }
  process.stdout.write(`${read.place.kiosk}：记下了，${read.place.address}\n`);
  return 0;
}

function refuse(sentences: readonly string[]): number {
  process.stderr.write(`${sentences.join('\n')}\n`);
  return 1;
}
