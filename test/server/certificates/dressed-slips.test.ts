import { parse } from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Slip, slip } from '#printers/slip/slip.ts';
import { Press } from '../../../server/certificates/press/press.ts';
import { storedPaper } from '../stored-paper.ts';
import { openServicePoint, type ServicePoint, wang } from '../visits/service-point.ts';

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
});
afterAll(() => point.close());

/** The slip as the kiosk fetches it. */
async function slipFor(name: string): Promise<Slip> {
  const { token } = await point.open({ ...wang, name });
  const { orders } = await point.issue(token);
  const { bytes } = await storedPaper(point, orders[1]?.job ?? '');
  return parse(slip, JSON.parse(String(bytes)));
}

it('keeps the slip with the shapes of a rare name, and without any for a common one', async () => {
  const { glyphs } = await slipFor('𬭎样例');
  expect(Object.keys(glyphs ?? {}).toSorted()).toEqual(Array.from('给谁𬭎＊').toSorted());
  expect((await slipFor('王样例')).glyphs).toBeUndefined();
});

it('keeps a Uyghur name on the slip as a picture', async () => {
  const { lines } = await slipFor('ئابدۇرەھمان');
  expect(lines.filter(({ kind }) => kind === 'dots')).toMatchObject([{ align: 'right' }]);
});

it('tells which characters of a slip no font draws', async () => {
  const press = await Press.open({ fallback: [] });
  const lines = [{ kind: 'text', text: '王𬭎\ue863\u{323b0}' }];
  expect(await press.dress(parse(slip, { lines }))).toMatchObject({
    kind: 'glyphs_missing',
    codePoints: [0xe863, 0x323b0],
  });
  await press.close();
  await expect(press.dress({ lines: [] })).rejects.toThrow('the press is closed');
});
