/** Every kind of card comes out as paper: its holder in the register, the card laid, the certificate in the printer. */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardRecord } from '#agent/contract/card-kinds.ts';
import type { VisitOpened } from '#server/contract/visits.ts';
import { importRegister } from '../../../server/residents/import-register.ts';
import { textOf } from '../../printers/page/paper.ts';
import { REGISTER_HEADER } from '../residents/register.ts';
import { storedPaper } from '../stored-paper.ts';
import {
  COMMUNITY,
  codeOf,
  NOON,
  openServicePoint,
  type ServicePoint,
  WISH,
  wang,
} from '../visits/service-point.ts';

const PERMIT: CardRecord = {
  kind: 'hmt_permit',
  name: '测试乙',
  sexCode: '1',
  birth: '1990-03-07',
  address: '广东省深圳市福田区测试路8号',
  idNumber: '810000199003071237',
  authority: '深圳市公安局福田分局',
  validFrom: '2024-01-01',
  validTo: '2029-01-01',
  travelPermitNumber: 'H00000001',
  issueCount: '01',
};
const FOREIGNER_2017: CardRecord = {
  kind: 'foreigner_2017',
  englishName: 'ZHENGJIAN, YANGBEN',
  sexCode: '2',
  idNumber: 'CAN110081080319',
  nationality: 'CAN',
  name: '证件样本',
  issuedOn: '2017-11-22',
  validTo: '2026-11-22',
  birth: '1981-08-03',
  cardVersion: '01',
  authorityCode: '1500',
};
const FOREIGNER_2023: CardRecord = {
  kind: 'foreigner_2023',
  name: '',
  sexCode: '2',
  renewals: '00',
  birth: '1980-01-01',
  englishName: 'CESHI YANGBEN, ALEXANDRA WILHELMINA VIKTORIA S',
  idNumber: '931586198001010028',
  issuedOn: '2023-08-08',
  validTo: '2033-08-07',
  nationality: 'PAK',
  formerNumber: '000',
};
const HOLDERS = [PERMIT, FOREIGNER_2017, FOREIGNER_2023];

interface Said {
  readonly masked: string;
  readonly name: string;
  readonly people: string;
  readonly number: string;
  readonly foot: string;
}

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
  const rows = HOLDERS.map(
    ({ idNumber, birth, sexCode }) =>
      `${idNumber},测试居民,${sexCode},,${birth},样例路9号,${COMMUNITY.code},2020-01-01,,,`,
  );
  const csv = Readable.from([[REGISTER_HEADER, ...rows].join('\n')]);
  expect(await importRegister(point.db, point.keyring, { csv, actor: 'command:import', now: NOON })).toEqual({
    kind: 'imported',
    count: HOLDERS.length,
    unknownAreas: [],
  });
});
afterAll(() => point.close());

/** The words on page and slip that the kiosk is to print. */
async function papersFor(card: CardRecord): Promise<[page: string, slip: string]> {
  const { token } = await point.open(card);
  const { orders } = await point.issue(token);
  const [page, slip] = await Promise.all(orders.map(({ job }) => storedPaper(point, job)));
  return [textOf(page?.bytes ?? Buffer.alloc(0)), String(slip?.bytes)];
}

it.each<[string, CardRecord, Said]>([
  [
    'a mainland card',
    wang,
    {
      masked: '王＊＊',
      name: '王样例',
      people: '女，汉族',
      number: '公民身份号码610202195403120024',
      foot: '刷身份证办理',
    },
  ],
  [
    'a permit',
    PERMIT,
    {
      masked: '测＊＊',
      name: '测试乙',
      people: '男',
      number: '公民身份号码810000199003071237',
      foot: '刷港澳台居民居住证办理',
    },
  ],
  [
    "a foreigner's card of 2017",
    FOREIGNER_2017,
    {
      masked: '证＊＊＊',
      name: '证件样本',
      people: '女',
      number: '证件号码CAN110081080319',
      foot: '刷外国人永久居留身份证办理',
    },
  ],
  [
    "a foreigner's card of 2023 without a Chinese name",
    FOREIGNER_2023,
    {
      masked: 'C＊＊ Y＊＊',
      name: 'CESHIYANGBEN,ALEXANDRAWILHELMINAVIKTORIAS',
      people: '女',
      number: '证件号码931586198001010028',
      foot: '刷外国人永久居留身份证办理',
    },
  ],
])('%s becomes a certificate that names its holder', async (_, card, said) => {
  const { masked, name, people, number, foot } = said;
  expect((await point.open(card)).visit.maskedName).toBe(masked);
  const [page, slip] = await papersFor(card);
  // The page has two orders of the same words, whichever fills the lines better.
  const statements = [`兹证明${name}（${number}），${people}，自`, `兹证明${name}，${people}，${number}，自`];
  expect(statements.filter((statement) => page.includes(statement))).toHaveLength(1);
  expect(page).toContain(foot);
  expect(slip).toContain(`"value":"${masked}"`);
});

const residenceIn = ({ offers }: VisitOpened) =>
  offers.find(({ service }) => service === 'residence-certificate')?.decision;

it('a card counts on its last day, and not on the next, whatever its kind', async () => {
  expect(residenceIn(await point.open(FOREIGNER_2017))).toEqual({ result: 'yes' });
  const opened = await point.open({ ...FOREIGNER_2017, validTo: '2026-11-21' });
  expect(residenceIn(opened)).toMatchObject({ result: 'no', reasons: [{ id: 'card-valid' }] });
});

describe('a name with a character that no font can be trusted with', () => {
  // U+F137 is drawn by HanaMinA, as a character of its own invention.
  it.each([
    ['private-use', '测\uf137', '测＊'],
    ['private-use in front', '\u{f0001}试', '□＊'],
    ['half a surrogate pair', '测\ud86d', '测＊'],
  ])('is greeted, and certified nothing: %s', async (_, name, masked) => {
    const { token, visit } = await point.open({ ...PERMIT, name });
    expect(visit.maskedName).toBe(masked);
    expect(
      await codeOf(await point.post('/api/certificates', { ...WISH, requestId: crypto.randomUUID() }, token)),
    ).toBe('409 glyphs_missing');
  });
});
