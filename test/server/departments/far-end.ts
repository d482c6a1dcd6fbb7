/** A simulated exchange with two registers, and the product's departments before it. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'valibot';
import { FactBook } from '../../../server/definitions/fact-book.ts';
import { sourceFile } from '../../../server/definitions/source-file.ts';
import type { DepartmentQuery } from '../../../server/departments/department.ts';
import { openDepartments } from '../../../server/departments/departments.ts';
import { exchangeSettings } from '../../../server/departments/exchanges/exchange-settings.ts';
import { SimulatedDepartments } from '../../sim/departments/departments.ts';
import type { Register } from '../../sim/departments/records.ts';

export const APP_KEY = '0123456789abcdef0123456789abcdef';
export const WANG = { idNumber: '610202195403120024', name: '王样例' };
export const STRANGER = { idNumber: '610202199001010038', name: '钱未登' };
/** 2026-11-22 12:00 in China. */
export const NOON = Date.parse('2026-11-22T04:00:00Z');
const said = (zh: string) => ({ zh });

const unknown = { who: '社区民警室', zh: '暂时查不到，请到<who>问一下' };
const PARTS = { department: said('公安'), title: said('居住登记'), cost: 20, unknown };
const SOURCES = [
  {
    ...PARTS,
    source: 'police.residence',
    facts: {
      'residence.since': { type: 'date', label: said('登记日期'), field: 'DJRQ' },
      'residence.live': { type: 'boolean', label: said('登记有效'), field: 'SFYX' },
      'residence.rooms': { type: 'number', label: said('间数'), field: 'JS' },
      'residence.kind': { type: 'code', label: said('住法'), field: 'JZFS' },
      'residence.left': { type: 'date', label: said('注销日期'), field: 'ZXRQ' },
    },
    tables: {
      'residence.moves': {
        label: said('住过的地方'),
        field: 'QY',
        columns: [
          { field: 'RQ', label: said('日期'), as: 'day', share: 30 },
          { field: 'YF', label: said('月份'), as: 'month', share: 30 },
          { field: 'YJ', label: said('押金'), as: 'yuan', share: 20 },
          { field: 'BZ', label: said('备注'), as: 'text', share: 20 },
        ],
      },
    },
  },
  {
    ...PARTS,
    source: 'police.permit',
    fresh: { field: 'GXRQ', days: 7 },
    facts: { 'permit.until': { type: 'date', label: said('有效期'), field: 'YXQ' } },
  },
];
export const BOOK = new FactBook(SOURCES.map((file) => parse(sourceFile, file)));

const person = {
  DJRQ: '20200101',
  SFYX: '1',
  JS: 2,
  JZFS: '02',
  ZXRQ: null,
  QY: [{ RQ: '2020-01-01', YF: '202001', YJ: 123456, BZ: '自住' }],
};
const REGISTERS: Register[] = [
  {
    source: 'police.residence',
    department: '公安',
    title: '居住登记',
    people: new Map([[WANG.idNumber, person]]),
  },
  {
    source: 'police.permit',
    department: '公安',
    title: '居住证',
    people: new Map([[WANG.idNumber, { GXRQ: '20261101', YXQ: '20270101' }]]),
  },
];

const FACTS = ['residence.since', 'residence.live', 'residence.rooms', 'residence.kind', 'residence.left'];

function question(change: Partial<DepartmentQuery> = {}): DepartmentQuery {
  return {
    source: 'police.residence',
    purpose: 'residence-certificate',
    subject: WANG,
    wanted: { facts: FACTS, tables: [] },
    caseId: 'b7f9c1de-0000-4000-8000-000000000001',
    actor: 'kiosk:hongqi-01',
    ...change,
  };
}

export interface Far {
  readonly flavour?: 'national' | 'xroad';
  readonly appKey?: string;
  readonly officer?: string;
  /** X-Road: another service for police.residence. */
  readonly service?: string;
  readonly pace?: Parameters<typeof openDepartments>[0]['pace'];
}

export async function openFarEnd({
  flavour = 'national',
  appKey = APP_KEY,
  officer,
  service,
  pace,
}: Far = {}) {
  const clock = { now: NOON };
  const sim = new SimulatedDepartments({ appKey: APP_KEY, registers: REGISTERS, now: () => clock.now });
  await sim.start();
  const asker = officer === undefined ? 'resident' : { officerFile: ownFile('officer', officer) };
  const sources = REGISTERS.map(({ source }) => source);
  const logged: string[] = [];
  const departments = openDepartments({
    settings: parse(exchangeSettings, {
      province:
        flavour === 'national'
          ? { ...sim.nationalExchange(sources, ownFile('key', appKey)), asker }
          : {
              ...sim.xRoadExchange(sources),
              asker,
              services: {
                ...sim.xRoadServices(sources),
                ...(service === undefined ? {} : { 'police.residence': service }),
              },
            },
    }),
    book: BOOK,
    log: (event, fields) => void logged.push(JSON.stringify({ event, ...fields })),
    now: () => clock.now,
    ...(pace === undefined ? {} : { pace }),
  });
  return {
    sim,
    departments,
    clock,
    logged,
    ask: (change?: Partial<DepartmentQuery>, signal?: AbortSignal) =>
      departments.query(question(change), signal),
    async close() {
      await departments.close();
      await sim.stop();
    },
  };
}
export type FarEnd = Awaited<ReturnType<typeof openFarEnd>>;

function ownFile(name: string, text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'linli-exchange-')), name);
  writeFileSync(file, `${text}\n`, { mode: 0o600 });
  return file;
}
