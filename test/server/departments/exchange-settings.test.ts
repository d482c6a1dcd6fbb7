import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDepartments } from '../../../server/departments/departments.ts';
import { readServerSettings } from '../../../server/settings.ts';
import { APP_KEY, BOOK } from './far-end.ts';

const dir = mkdtempSync(join(tmpdir(), 'linli-sources-'));
const keyFile = join(dir, 'exchange.key');
writeFileSync(keyFile, APP_KEY, { mode: 0o600 });

const COMMUNITY = `community: {code: '610202001001', name: 红旗社区, issuer: 红旗社区居民委员会}\n`;
const XROAD = `sources:
  city:
    kind: xroad
    url: https://security-server.example
    client: CN/GOV/610202/linli
    asker: resident
    services:
      police.residence: CN/GOV/610202/police/residence/person
`;
const NATIONAL = `sources:
  province:
    kind: national
    url: https://exchange.example/query
    refreshUrl: https://exchange.example/secret
    refreshService: s_1
    requester: linli
    keyFile: ${keyFile}
    asker: resident
    unit: {code: '1', name: 社区}
    business: {code: '1', name: 自助}
    system: {code: '1', name: 邻里}
    services:
      police.residence: s_2
`;

function settingsOf(sources: string) {
  const file = join(dir, 'server.yaml');
  writeFileSync(file, COMMUNITY + sources);
  return readServerSettings(file).sources;
}
const open = (sources: string) =>
  openDepartments({ settings: settingsOf(sources), book: BOOK, log: () => {} });

it('starts without a word about departments: all of them are down', () => {
  expect(settingsOf('')).toEqual({});
  expect(open('').down()).toEqual(new Set(['police.residence', 'police.permit']));
});

it('carries several sources over one exchange', () => {
  const sources = `${XROAD}      police.permit: CN/GOV/610202/police/permit/person\n`;
  expect(open(sources).down()).toEqual(new Set());
});

it.each([
  ['an unknown key', XROAD.replace('client:', 'clint:'), /server\.yaml:6: .*did you mean "client"\?/],
  ['plain http', XROAD.replace('https', 'http'), /server\.yaml:5: .*expected an https address/],
  ['no exchange of this kind', XROAD.replace('xroad', 'xrode'), /server\.yaml:4: /],
  ['a name that is no source', XROAD.replace('police.residence:', 'Police:'), /server\.yaml:9: /],
  ['an id without a path', XROAD.replace('/residence/person', ''), /server\.yaml:9: .*SERVICE\/PATH/],
  ['nobody who asks', XROAD.replace('asker: resident', 'asker: me'), /server\.yaml:7: .*officerFile/],
])('does not start with %s', (_, sources, sentence) => {
  expect(() => settingsOf(sources)).toThrow(sentence);
});

it.each([
  [
    'a source that does not exist',
    XROAD.replace('police.residence:', 'police.residenc:'),
    'did you mean "police.residence"?',
  ],
  [
    'a source that two exchanges carry',
    NATIONAL + XROAD.replace('sources:\n', ''),
    'another exchange has it',
  ],
  ['a key file that is not there', NATIONAL.replace('exchange.key', 'none.key'), 'cannot be read'],
])('does not open with %s', (_, sources, sentence) => {
  expect(() => open(sources)).toThrow(sentence);
});

it('takes no key that others may read, and none of another length', () => {
  chmodSync(keyFile, 0o640);
  expect(() => open(NATIONAL)).toThrow(`chmod 600 ${keyFile}`);
  writeFileSync(keyFile, 'short');
  chmodSync(keyFile, 0o600);
  expect(() => open(NATIONAL)).toThrow('16, 24 or 32 characters');
});
