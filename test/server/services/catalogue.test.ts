import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { failingExamples } from '../../../server/definitions/examples.ts';
import { unreadFindings } from '../../../server/proving/house-files.ts';
import { readCatalogue, readRegion } from '../../../server/services/catalogue.ts';
import { shippedDefinition, shippedWith, shippedYaml } from '../rules/definitions.ts';

const shippedFolder = new URL('../../../server/services/', import.meta.url).pathname;

function folderWith(yaml: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'linli-services-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(join(shippedFolder, 'negative-list.yaml'), join(folder, 'negative-list.yaml'));
  writeFileSync(join(folder, 'residence-certificate.yaml'), yaml);
  return folder;
}

it('does not load a service whose examples come out otherwise', async () => {
  const folder = folderWith(
    shippedWith(
      'facts: { residence.since: 2026-05-22 }, expect: yes',
      'facts: { residence.since: 2026-05-23 }, expect: yes',
    ),
  );
  await expect(readCatalogue({ folder })).rejects.toThrowError(/正好六个月”: 该是 yes，得出 no/u);
});

it('does not load two files of one service, and names both', async () => {
  const folder = folderWith(shippedYaml);
  writeFileSync(join(folder, 'second.yaml'), shippedYaml);
  await expect(readCatalogue({ folder })).rejects.toThrowError(
    `${join(folder, 'second.yaml')}: 事项 residence-certificate 已经写在 ${join(folder, 'residence-certificate.yaml')} 里`,
  );
});

it('tells of a file that would never be read for its name', () => {
  const folder = folderWith(shippedYaml);
  expect(unreadFindings([folder])).toEqual([]);
  writeFileSync(join(folder, 'second.yml'), shippedYaml);
  expect(unreadFindings([folder])).toEqual([
    `${join(folder, 'second.yml')}: 名字要以 .yaml 结尾，不然读不到`,
  ]);
});

it('offers a published service from the day it begins', async () => {
  const catalogue = await readCatalogue();
  expect(catalogue.find('residence-certificate', '2024-12-31')).toBeUndefined();
  expect(catalogue.find('residence-certificate', '2026-11-22')?.written.title.zh).toBe('居住证明');
  expect(catalogue.offered('2026-11-22').map(({ written }) => written.service)).toContain(
    'residence-certificate',
  );
});

it('does not offer a draft', async () => {
  const catalogue = await readCatalogue({
    folder: folderWith(shippedWith('status: published', 'status: draft')),
  });
  expect(catalogue.offered('2026-11-22')).toEqual([]);
});

it('holds every example of a shipped service', async () => {
  expect(await failingExamples(shippedDefinition())).toEqual([]);
});

it('does not load in a region that sets what no service has', async () => {
  const region = {
    ...readRegion('demonstration'),
    parameters: { 'residence-certificate': { min_month: [{ from: '2020-01-01', value: 3 }] } },
  };
  await expect(readCatalogue({ folder: folderWith(shippedYaml), region })).rejects.toThrowError(
    /地区 demonstration: .*min_month: 这个事项没有这个参数/u,
  );
});
