import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { nameExchanges } from '../../start/demo-settings.ts';

const OLD = 'listen:\n  port: 8080\n# by hand\nseed: demo';
const NOW = { city: { kind: 'xroad', services: { 'police.residence': 'A/$&/C' } } };
const NEWER = { city: { kind: 'xroad', services: { 'police.residence': 'A/$&/C', 'civil.living': 'D' } } };
let file: string;
let kept: string;
beforeEach(() => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-demo-'));
  [file, kept] = [join(dir, 'server.yaml'), join(dir, 'sources.yaml')];
  writeFileSync(file, OLD);
});
const text = () => readFileSync(file, 'utf8');

it('adds the departments to a file from before there were any, and changes nothing else in it', () => {
  nameExchanges(file, NOW, kept);
  expect(text()).toBe(
    `${OLD}\nsources:\n  city:\n    kind: xroad\n    services:\n      police.residence: A/$&/C\n`,
  );
});

it('follows a newer Linli with more departments', () => {
  nameExchanges(file, NOW, kept);
  nameExchanges(file, NEWER, kept);
  expect(text()).toBe(
    `${OLD}\nsources:\n  city:\n    kind: xroad\n    services:\n      police.residence: A/$&/C\n      civil.living: D\n`,
  );
});

it.each([`${OLD}\nsources: {}\n`, `${OLD}\nsources:\n  mine:\n    kind: xroad\n`])(
  'leaves a file alone in which somebody wrote sources himself',
  (written) => {
    nameExchanges(file, NOW, kept);
    writeFileSync(file, written);
    nameExchanges(file, NEWER, kept);
    expect(text()).toBe(written);
  },
);
