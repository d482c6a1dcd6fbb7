import { expect, it } from 'vitest';
import { openDefinition } from '../../../server/definitions/definition-file.ts';
import { findingsOf, prove } from '../../../server/proving/proof.ts';
import { house, shippedWith, shippedYaml } from '../rules/definitions.ts';

async function findings(yaml: string): Promise<readonly string[]> {
  const { definition, tell } = openDefinition('svc.yaml', yaml, house);
  return tell(findingsOf(definition, await prove(definition)));
}

it('finds nothing to be done in the shipped certificate', async () => {
  expect(await findings(shippedYaml)).toEqual([]);
});

it('misses the example on the very day, and tells the line of the leaf', async () => {
  const without = shippedWith(
    '  - { name: 身份证今天到期, facts: { resident.card_expires: 2026-11-22 }, expect: yes }\n',
    '',
  );
  const line = without.slice(0, without.indexOf('id: card-valid')).split('\n').length;
  expect(await findings(without)).toContain(
    `svc.yaml:${line}: 条件 card-valid（>= today）: 缺一个当天的例子`,
  );
});

it('notices that an operator could be turned without any example minding', async () => {
  const without = shippedWith(
    '  - { name: 身份证今天到期, facts: { resident.card_expires: 2026-11-22 }, expect: yes }\n',
    '',
  );
  expect(await findings(without)).toContainEqual(
    expect.stringContaining('改错成“card-valid: after today”没有一个例子发现'),
  );
});

it('misses examples around the day on which a parameter changes', async () => {
  const later = shippedWith('{ from: 2026-01-01, value: 6 }', '{ from: 2026-02-01, value: 6 }');
  const found = await findings(later);
  expect(found).toContainEqual(
    expect.stringContaining('params.min_months 从 2026-02-01 起: 缺一个当天的例子'),
  );
  expect(found).toContainEqual(
    expect.stringContaining('params.min_months 从 2026-02-01 起: 缺一个前一天的例子'),
  );
});

it('misses the example in which a source says nothing', async () => {
  const asked = shippedWith(
    'name: 读不出有效期, silent: [resident.card_expires]',
    'name: 没有有效期, facts: { resident.card_expires: null }',
  );
  expect(await findings(asked)).toEqual([expect.stringContaining('来源 card: 缺一个它不回话的例子')]);
});

it('tells which example comes out otherwise', async () => {
  const wrong = shippedWith(
    'name: 住满八个月, facts: { residence.since: 2026-03-01 }',
    'name: 住满八个月, facts: { residence.since: 2026-08-01 }',
  );
  const line = wrong.slice(0, wrong.indexOf('name: 住满八个月')).split('\n').length;
  expect(await findings(wrong)).toContain(`svc.yaml:${line}: 例子“住满八个月”: 该是 yes，得出 no`);
});

it('wants English wherever the title has it', async () => {
  const found = await findings(shippedWith('        en: Your card has expired\n', ''));
  expect(found).toEqual([expect.stringMatching(/^svc\.yaml:\d+: when\.all\.0\.no\.en: 缺英文/u)]);
});
