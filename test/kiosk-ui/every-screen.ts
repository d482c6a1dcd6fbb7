/** Every screen there is, one after another. */
import { expect } from 'vitest';
import type { Offer } from '#server/contract/decisions.ts';
import { no, ok, SILENCE } from './fake-server.ts';
import type { Glass } from './glass.ts';
import {
  ALLOWANCE,
  AT_REST,
  CLOSED,
  cardRead,
  job,
  LIVING,
  LOST,
  MANY,
  MEDICAL,
  MEDICAL_FOUND,
  NOT_KNOWN,
  NOT_YET,
  noticeDone,
  opened,
  pageNeeds,
  photo,
  READY,
  REFUSED,
  RESIDENCE,
  SLIP_JOB,
  UNCERTAIN,
} from './machine.ts';
import { paperCode, VOID_INDEX } from './scan/paper.ts';

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

/** From the likeliest to the farthest: what is found by its matter, asked about, read and taken home. */
async function amongServices(
  { agent, server, fingers, page, shows }: Glass,
  lay: (...offers: Offer[]) => Promise<void>,
  at: (state: string, name?: string) => Promise<void>,
): Promise<void> {
  const many = [
    ALLOWANCE,
    MEDICAL,
    LIVING,
    RESIDENCE,
    CLOSED,
    { ...REFUSED, service: 'refused', title: { zh: '临时救助' } },
    ...MANY,
  ];
  await lay(...many);
  await at('home', 'home with twenty services');
  await fingers.tap(/^医保$/u);
  await at('domain');
  await fingers.tap('下一页');
  await page.getByText('第 2 页，共 3 页').waitFor();
  await at('domain', 'domain, second page');
  await fingers.tap('回去');
  await shows('home');
  await fingers.tap(/^社保$/u);
  await at('domain', 'domain with a closed service');
  await fingers.tap('回去');
  await shows('home');
  server.will['/api/checks'] = [SILENCE];
  await fingers.tap(/医保个人账户/u);
  await at('checking');
  await fingers.tap(/不等了/u);
  await shows('home');
  server.will['/api/checks'] = [ok(MEDICAL_FOUND)];
  await fingers.tap(/医保个人账户/u);
  await at('answer');
  await fingers.tap('下一页');
  await page.getByText('第 2 页，共 3 页').waitFor();
  await at('answer', 'answer, second page');
  await fingers.tap('打印小票');
  await shows('slip');
  await expect.poll(() => agent.orders()).toEqual(['order-of-notice']);
  agent.show({ jobs: [noticeDone('printing')] });
  await at('slip');
  agent.show({ jobs: [noticeDone('waiting')] });
  await at('slip', 'slip, held up');
  agent.show({ jobs: [noticeDone()] });
  await at('answer', 'answer, slip out');
  agent.show({ jobs: [] });
  await fingers.tap('办别的事');
  await shows('home');
  await fingers.tap(/高龄津贴/u);
  await at('meanwhile');
  await fingers.tap('办别的事');
  await shows('home');
  await fingers.tap(/残疾人/u);
  await at('question');
  server.will['/api/checks'] = [ok(REFUSED)];
  await fingers.tap('给我老伴');
  await at('question', 'question, the second');
  await fingers.tap('在领');
  await at('no', 'no, three reasons');
  await fingers.tap('看下一页');
  await at('no', 'no, the last reasons');
  await fingers.tap('办别的事');
  await shows('home');
  server.will['/api/checks'] = [no(503, 'database_unavailable')];
  await fingers.tap(/残疾人/u);
  await fingers.tap('给我自己');
  await page.getByText('家里在领').waitFor();
  await fingers.tap('没有领');
  await at('fault', 'fault, nobody could be asked');
  await fingers.tap('办别的事');
  await shows('home');
  await fingers.tap('帮我查查还能享受什么');
  await at('matches-wish');
  server.will['/api/matches'] = [ok({ offers: [ALLOWANCE, { ...LIVING, questions: [] }] })];
  await fingers.tap('好，帮我问');
  await at('matches');
  await fingers.tap('回去');
  await shows('home');
  await fingers.tap('不用再开的证明');
  await at('proofs');
  await fingers.tap('居民身份信息证明');
  await at('proof');
  await fingers.tap('回去');
  await shows('proofs');
  await fingers.tap('回去');
  await shows('home');
  await fingers.tap('谁看过我的信息');
  await at('ledger');
  server.will['/api/ledger'] = [{ status: 200, body: { looks: [], more: false } }];
  await fingers.tap('回去');
  await shows('home');
  await fingers.tap('谁看过我的信息');
  await at('ledger', 'ledger, nobody looked');
}
