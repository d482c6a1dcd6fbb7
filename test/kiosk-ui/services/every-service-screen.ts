import { expect } from 'vitest';
import type { Offer } from '#server/contract/decisions.ts';
import { no, ok, SILENCE } from '../fake-server.ts';
import type { Glass } from '../glass.ts';
import { RESIDENCE } from '../machine.ts';
import {
  ALLOWANCE,
  CLOSED,
  LIVING,
  LONG_TO_BRING,
  MANY,
  MEDICAL,
  MEDICAL_FOUND,
  noticeDone,
  REFUSED,
} from './offers.ts';

/** From the likeliest to the farthest: what is found by its matter, asked about, read and taken home. */
export async function amongServices(
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
    LONG_TO_BRING,
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
  await fingers.tap(/资格认证/u);
  await at('meanwhile', 'meanwhile, much to bring');
  await fingers.tap('下一页');
  await at('meanwhile', 'meanwhile, the last to bring');
  await fingers.tap('办别的事');
  await shows('domain');
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
  await fingers.tap(/^民政$/u);
  await shows('domain');
  await fingers.tap(/残疾人/u);
  await at('question');
  server.will['/api/checks'] = [ok(REFUSED)];
  await fingers.tap('给我老伴');
  await at('question', 'question, the second');
  await fingers.tap('在领');
  await at('no', 'no, three reasons');
  await fingers.tap('下一页');
  await at('no', 'no, the last reasons');
  await fingers.tap('办别的事');
  await shows('domain');
  server.will['/api/checks'] = [no(503, 'database_unavailable')];
  await fingers.tap(/残疾人/u);
  await fingers.tap('给我自己');
  await page.getByText('家里在领').waitFor();
  await fingers.tap('没有领');
  await at('fault', 'fault, nobody could be asked');
  await fingers.tap('办别的事');
  await shows('domain');
  await fingers.tap('回去');
  await shows('home');
  await fingers.tap('查查还能享受什么');
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
