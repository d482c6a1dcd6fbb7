/** From the card to the printer's memory: the bytes that the printer got are the sealed ones that the server keeps. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCardFile } from '#sim/reader/card-file.ts';
import { type OpenDatabase, openDatabase } from '../../server/store/database.ts';
import { type Bench, inTheLog, openBench } from '../printers/page/verdicts.ts';
import { buildHouse, type House } from './house.ts';
import { openVisit, ScreenClient, wishCertificate } from './screen-client.ts';

const CARD = readCardFile(join(import.meta.dirname, '../sim/cards'), 'wang-yangli.json');

let house: House;
let database: OpenDatabase;
let office: Bench;

beforeAll(async () => {
  house = await buildHouse();
  database = await openDatabase({ dir: join(house.dir, 'database') });
  const certificate = await fetch(new URL('/api/seal', house.serverUrl));
  office = openBench(Buffer.from(await certificate.arrayBuffer()));
}, 60_000);

afterAll(async () => {
  office?.clear();
  await database?.close();
  await house?.tearDown();
});

it('brings a signed PDF/A to the printer, byte for byte as it is kept', { timeout: 60_000 }, async () => {
  const job = await printedPage();
  const { document } = await database.db
    .selectFrom('print_job')
    .select('document')
    .where('job', '=', job)
    .executeTakeFirstOrThrow();
  const folder = join(house.dir, 'pages');
  const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.pdf'));
  const printed = readFileSync(join(folder, name));
  const verdicts = [office.pdfsig(printed), office.preflight(printed), office.qpdf(printed)];
  inTheLog('What the printer received', ...verdicts);
  for (const line of ['Total document signed', 'Signature is Valid', 'Certificate is Trusted'])
    expect(verdicts[0]).toContain(line);
  expect(verdicts[1]).toBe('The file page.pdf is a valid PDF/A-1b file');
  expect(createHash('sha256').update(printed).digest('hex')).toBe(document);
});

/** One resident, one page; answers its job when it is done. */
async function printedPage(): Promise<string> {
  const screen = await ScreenClient.open(house.kioskUrl);
  try {
    await screen.until(({ reader, server }) => reader.state === 'ready' && server === 'up');
    screen.send({ type: 'begin' });
    house.reader.lay(CARD);
    const { token } = await openVisit(house.serverUrl, await screen.assertion());
    const { orders } = await wishCertificate(house.serverUrl, token);
    const page = orders.find(({ printer }) => printer === 'page');
    if (page === undefined) throw new Error('no page was ordered');
    screen.send({ type: 'print', order: page.order });
    await screen.until(({ jobs }) => jobs.some(({ job, state }) => job === page.job && state === 'done'));
    return page.job;
  } finally {
    screen.close();
  }
}
