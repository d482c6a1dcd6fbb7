import { beforeAll, expect, it } from 'vitest';
import { regionFile } from '../../../server/definitions/region-file.ts';
import { readYaml } from '../../../server/definitions/yaml-file.ts';
import { handedIn } from '../../../server/publishing/handed-in.ts';
import type { Shipped } from '../../../server/publishing/shelf.ts';
import { house, shippedDefinition, shippedWith, shippedYaml } from '../rules/definitions.ts';

let shipped: Shipped;
beforeAll(() => {
  const region = readYaml('shipped.yaml', REGION.replace('version: 3', 'version: 2'), regionFile).value;
  shipped = { house, definitions: [shippedDefinition()], region };
});

const REGION = `region: test
title: { zh: 试 }
version: 3
source: 试
parameters:
  residence-certificate:
    min_months: [{ from: 2020-01-01, value: 1 }]
examples:
  - service: residence-certificate
    name: 住满一个月
    on: 2026-11-22
    facts: { residence.since: 2026-10-01 }
    expect: yes
`;

it('takes a definition that has nothing left to do, with the version it follows', async () => {
  const { draft, definition, shippedVersion } = await handedIn('a.yaml', shippedYaml, shipped);
  expect(draft).toMatchObject({ kind: 'service', name: 'residence-certificate', version: 1 });
  expect([definition?.sha256, shippedVersion]).toEqual([draft.sha256, 1]);
});

it('refuses a definition whose examples are too few to hold it', async () => {
  const example = '  - { name: 身份证今天到期, facts: { resident.card_expires: 2026-11-22 }, expect: yes }\n';
  await expect(handedIn('a.yaml', shippedWith(example, ''), shipped)).rejects.toMatchObject({
    code: 'definition_wrong',
    message: expect.stringMatching(/^a\.yaml:\d+: 条件 card-valid（>= today）: 缺一个当天的例子$/mu),
  });
});

it('takes a region whose examples show what it has otherwise', async () => {
  const { draft, shippedVersion } = await handedIn('r.yaml', REGION, shipped);
  expect(draft).toMatchObject({ kind: 'region', name: 'test', version: 3 });
  expect(shippedVersion).toBe(2);
});

it.each([
  ['names a parameter that no service has', 'min_months', 'min_month', /这个事项没有这个参数/u],
  ['has an example that shows no difference', '2026-10-01', '2020-01-01', /没有这个地区也是一样/u],
])('refuses a region that %s', async (_, right, wrong, message) => {
  await expect(handedIn('r.yaml', REGION.replace(right, wrong), shipped)).rejects.toMatchObject({
    code: 'definition_wrong',
    message: expect.stringMatching(message),
  });
});

it('refuses a region that this community is not in, where it would change nothing', async () => {
  const elsewhere = REGION.replace('region: test', 'region: elsewhere');
  await expect(handedIn('r.yaml', elsewhere, shipped)).rejects.toThrow(
    /^r\.yaml:1: region: 这个社区设的地区是 test/u,
  );
});

it('refuses a region for a community that has none', async () => {
  await expect(handedIn('r.yaml', REGION, { ...shipped, region: undefined })).rejects.toThrow(
    /这个社区没有设地区/u,
  );
});
