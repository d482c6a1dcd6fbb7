/** Every screen there is, one after another. */
import { expect } from 'vitest';
import { ok } from './fake-server.ts';
import type { Glass } from './glass.ts';
import {
  AT_REST,
  cardRead,
  job,
  LOST,
  NOT_KNOWN,
  NOT_YET,
  opened,
  pageNeeds,
  photo,
  READY,
  RESIDENCE,
  SLIP_JOB,
  UNCERTAIN,
} from './machine.ts';
import { paperCode, VOID_INDEX } from './scan/paper.ts';
import { amongServices } from './services/every-service-screen.ts';
import { CLOSED } from './services/offers.ts';

/** What a scan may say, each by its headline. */
const LONG_ADDRESS =
  '内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇样例社区样例大街一百二十号十二栋二单元五零一室';
const SCANS = [
  ['这个码，这里用不上', '6901234567892'],
  ['码是真的，还有效', paperCode({ address: LONG_ADDRESS })],
  ['第 1 份作废了', paperCode({ statusIndex: VOID_INDEX })],
  ['码不完整，或被改过', `${paperCode().slice(0, -3)}000`],
] as const;

/** Leads through every screen and looks at each. */
export async function everyScreen(glass: Glass, look: (name: string) => Promise<void>): Promise<void> {
  const { agent, server, fingers, shows } = glass;
  let layings = 0;
  const lay = (...offers: Parameters<typeof opened>[0] & object) => layAfter([], ...offers);
  const layAfter = async (
    unreceived: readonly (typeof UNCERTAIN)[],
    ...offers: Parameters<typeof opened>[0] & object
  ) => {
    layings += 1;
    server.will['/api/visits'] = [ok(opened(offers, undefined, [...unreceived]))];
    agent.show({
      ...AT_REST,
      card: cardRead(`7c0f5e1a-0000-4000-8000-${String(layings).padStart(12, '0')}`),
    });
    await shows('home');
  };
  const print = async () => {
    await lay(RESIDENCE);
    await fingers.tap(/居住证明/u);
    await shows('confirm');
    await fingers.tap(/^打印$/u);
    await shows('printing');
    await expect.poll(() => agent.orders().length).toBeGreaterThan(0);
    agent.heard = [];
  };
  const at = async (state: string, name = state) => {
    await shows(state);
    await look(name);
  };

  await at('idle');
  await fingers.tap('找人帮忙');
  await at('idle', 'help');
  await fingers.tap('知道了，接着办');
  agent.show({ card: { state: 'none', lying: true } });
  await glass.page.getByText('不是您的卡').waitFor();
  await at('idle', 'idle, forgotten card');
  agent.show({ card: { state: 'none', lying: false } });
  for (const [title, code] of SCANS) {
    agent.say(JSON.stringify({ type: 'scanned', code }));
    await glass.page.getByRole('heading', { name: title }).waitFor();
    await at('scanned', title);
  }
  agent.show({ card: { state: 'reading' } });
  await at('reading');
  await lay(
    NOT_YET,
    RESIDENCE,
    { ...NOT_KNOWN, service: 'b', title: { zh: '婚育证明' } },
    { ...RESIDENCE, service: 'c', title: { zh: '排队小票' }, printer: 'slip' },
    CLOSED,
  );
  agent.show({ printers: { ...AT_REST.printers, slip: null } });
  await at('home', 'home with five services');
  await layAfter([UNCERTAIN], RESIDENCE);
  await at('home', 'home, a paper of an earlier visit');
  await fingers.tap(/补打/u);
  await at('fault', 'fault, earlier uncertain');
  await fingers.tap('办别的事');
  await layAfter([LOST], RESIDENCE, { ...NOT_KNOWN, service: 'b', title: { zh: '婚育证明' } });
  await at('home', 'home, a lost paper and two services');
  await fingers.tap(/补打/u);
  await at('fault', 'fault, earlier not printed');
  await fingers.tap('办别的事');
  await lay(NOT_YET);
  await at('home', 'home with one service');
  await fingers.tap(/居住证明/u);
  await at('no');
  agent.show({ card: { state: 'none', lying: false } });
  await at('no', 'no, card lifted');
  await lay(NOT_KNOWN);
  await fingers.tap(/居住证明/u);
  await at('no', 'unknown');
  await lay(RESIDENCE);
  agent.say(JSON.stringify(photo(`7c0f5e1a-0000-4000-8000-${String(layings).padStart(12, '0')}`)));
  await glass.page.getByRole('img', { name: '证件照片' }).waitFor();
  await at('home');
  await fingers.tap(/居住证明/u);
  await at('confirm');
  await amongServices(glass, lay, at);
  await print();
  agent.show({ jobs: [job('printing')] });
  await at('printing');
  agent.show({ printers: pageNeeds('paper_out').printers, jobs: [job('blocked')] });
  await at('printing', 'printing, blocked');
  agent.show({ printers: pageNeeds('paper_waiting').printers, jobs: [job('waiting')] });
  await at('printing', 'printing, another paper waits');
  agent.show({ printers: AT_REST.printers, jobs: [job('uncertain')] });
  await at('fault', 'fault, uncertain');
  await print();
  agent.show({ jobs: [job('not_printed')] });
  await at('fault', 'fault, not printed');
  await print();
  agent.show({ jobs: [job('done'), job('done', null, SLIP_JOB)] });
  await at('take');
  agent.show({ jobs: [job('done'), job('not_printed', null, SLIP_JOB)] });
  await at('take', 'take, no slip');
  agent.show({ printers: { ...AT_REST.printers, page: { ...READY, paperLeft: true } } });
  await at('take', 'take, another paper near');
  agent.show({ card: { state: 'none', lying: false } });
  await at('take', 'take, card lifted');
  await fingers.tap('办完了');
  await at('done');
  await shows('idle');
  agent.show({ ...AT_REST, card: { state: 'failed', fault: 'card_removed_in_read', lying: true } });
  await at('fault', 'fault of a card');
  agent.show({ ...AT_REST, reader: { ...AT_REST.reader, state: 'backoff', fault: 'reader_silent' } });
  await at('paused');
}
