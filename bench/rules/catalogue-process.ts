/** Reads the catalogue once and prints how long it took. */
import { prove } from '../../server/proving/proof.ts';
import { readHouse, readShipped } from '../../server/services/catalogue.ts';

const from = performance.now();
const definitions = await readShipped(readHouse());
const loaded = performance.now();
await Promise.all(definitions.map(prove));
const proven = performance.now();
process.stdout.write(
  JSON.stringify({ services: definitions.length, loadMs: loaded - from, proveMs: proven - loaded }),
);
