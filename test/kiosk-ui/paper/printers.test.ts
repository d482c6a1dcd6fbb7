import { parse } from 'valibot';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { serviceId } from '#server/contract/words.ts';
import { shortages } from '../../../kiosk-ui/src/words/zh-conditions.ts';
import { zhServices } from '../../../kiosk-ui/src/words/zh-services.ts';
import { zhVisit } from '../../../kiosk-ui/src/words/zh-visit.ts';
import { ok } from '../fake-server.ts';
import { type Glass, openGlass, type Screens, startScreens } from '../glass.ts';
import { AT_REST, cardRead, job, opened, pageNeeds, READY, RESIDENCE } from '../machine.ts';

const QUEUE = {
  ...RESIDENCE,
  service: parse(serviceId, 'queue-ticket'),
  title: { zh: '排队取号' },
  printer: 'slip',
} as const;

let screens: Screens;
let glass: Glass;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.close());
afterEach(async () => {
  expect(glass.complaints).toEqual([]);
  await glass.close();
});

async function toHome(): Promise<void> {
  glass = await openGlass(screens);
  glass.server.will['/api/visits'] = [ok(opened([RESIDENCE, QUEUE]))];
  await glass.shows('idle');
  glass.agent.show({ card: cardRead() });
  await glass.shows('home');
}

async function toPrinting(): Promise<void> {
  await toHome();
  await glass.fingers.tap(/居住证明/u);
  await glass.shows('confirm');
  await glass.fingers.tap(/^打印$/u);
  await glass.shows('printing');
  await expect.poll(() => glass.agent.orders().length).toBe(2);
}

const tile = (name: RegExp) => glass.page.getByRole('button', { name });

it('takes only what needs the empty printer off the menu, and gives it back', async () => {
  await toHome();
  glass.agent.show({ printers: pageNeeds('paper_out').printers });
  await tile(/居住证明/u)
    .getByText(zhServices.face.wait)
    .waitFor();
  expect(await tile(/居住证明/u).textContent()).toContain(shortages.paper_out);
  expect(await tile(/排队取号/u).textContent()).toContain(zhServices.face.paper);
  glass.agent.show({ printers: AT_REST.printers });
  await tile(/居住证明/u)
    .getByText(zhServices.face.paper)
    .waitFor();
});

it('says why the paper does not come while another lies in the mouth', async () => {
  await toPrinting();
  glass.agent.show({ ...pageNeeds('paper_waiting'), jobs: [job('waiting')] });
  await glass.page.getByText(shortages.paper_waiting).waitFor();
});

it('warns of a paper of somebody else beside the own one', async () => {
  await toPrinting();
  glass.agent.show({ jobs: [job('done')] });
  await glass.page.getByText(zhVisit.take.lead).waitFor();
  glass.agent.show({ printers: { ...AT_REST.printers, page: { ...READY, paperLeft: true } } });
  await glass.page.getByText(zhVisit.take.others).waitFor();
});
