/** A second server on the same database, to be killed: `node doomed-server.ts DATABASE_URL KEYS_DIR`. */
import { readFactBook } from '../../../server/definitions/fact-book.ts';
import { openDepartments } from '../../../server/departments/departments.ts';
import { openKeyring } from '../../../server/keys/keyring.ts';
import { openDatabase } from '../../../server/store/database.ts';
import { openServiceDesk } from '../../../server/visits/service-desk.ts';
import { serve } from '../serving.ts';
import { COMMUNITY, NOON } from '../visits/service-point.ts';

const [url = '', keysDir = ''] = process.argv.slice(2);
const { db, lane } = await openDatabase({ url });
const desk = await openServiceDesk({
  db,
  lane,
  keyring: await openKeyring(keysDir, COMMUNITY.issuer),
  community: COMMUNITY,
  departments: openDepartments({ settings: {}, book: readFactBook(), log: () => {} }),
  publicUrl: 'https://linli.example',
  fallbackFonts: [],
  region: 'demonstration',
  now: () => NOON,
});
const serving = await serve(desk.routes);
process.stdout.write(`${serving.url}\n`);
