/** `node cold-page.ts DRAWER`: milliseconds from the first import to the last byte, on stdout. */
import { DRAWERS, type Drawer } from './drawers.ts';

const start = performance.now();
const draw = await DRAWERS[process.argv[2] as Drawer]();
await draw();
console.log(performance.now() - start);
