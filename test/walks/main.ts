/** `npm run walks [-- --out DIR]`: every walk through the real screen of a community as `npm start` makes it, and its pictures. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from '../chromium.ts';
import { startCommunity } from '../journeys/community.ts';
import { ANSWER_WALKS } from './answers.ts';
import { listOfWalks, type Walked } from './list.ts';
import { PAPER_WALKS } from './papers.ts';
import { WalkPictures } from './pictures.ts';
import { Walker } from './walker.ts';

const DOCS = join(import.meta.dirname, '../../docs/walks');
/** A panel of 1080 by 1920 dots, drawn half as large. */
const PANEL = { viewport: { width: 1080, height: 1920 }, hasTouch: true, deviceScaleFactor: 0.5 };

const { values } = parseArgs({ options: { out: { type: 'string', default: DOCS } } });
mkdirSync(values.out, { recursive: true });
const community = await startCommunity();
const browser = await openBrowser();
try {
  const panel = await (await browser.newContext(PANEL)).newPage();
  await panel.goto(community.kiosk);
  const walked: Walked[] = [];
  for (const walk of [...PAPER_WALKS, ...ANSWER_WALKS]) {
    process.stdout.write(`${walk.name}\n`);
    const pictures = new WalkPictures(values.out, walk.name);
    await walk.go(new Walker(community, panel, pictures));
    walked.push({ walk, pictures: pictures.taken });
  }
  writeFileSync(join(values.out, 'README.md'), listOfWalks(walked));
  process.stdout.write(`${walked.length} walks in ${values.out}\n`);
} finally {
  await browser.close();
  await community.stop();
}
