/** A whole service point: database, keys, register, one kiosk, the desk behind real HTTP. The kiosk is the far end. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { CompactEncrypt, CompactSign } from 'jose';
import { object, parse, string } from 'valibot';
import type { CardRecord } from '#agent/contract/card-kinds.ts';
import { type CertificateIssued, certificateIssued } from '#server/contract/certificates.ts';
import { type VisitOpened, visitOpened } from '#server/contract/visits.ts';
import { readFactBook } from '../../../server/definitions/fact-book.ts';
import type { Departments } from '../../../server/departments/department.ts';
import { openDepartments } from '../../../server/departments/departments.ts';
import { kioskProof } from '../../../server/kiosks/kiosk-proof.ts';
import { issueNonce } from '../../../server/kiosks/nonces.ts';
import { importRegister } from '../../../server/residents/import-register.ts';
import { kioskRoutes } from '../../../server/routes/kiosks.ts';
import { openServiceDesk } from '../../../server/visits/service-desk.ts';
import { testDatabase } from '../database.ts';
import { testKeys } from '../keys.ts';
import { serve } from '../serving.ts';
import { TestKiosk } from '../test-kiosk.ts';

export const COMMUNITY = { code: '610202001001', name: '红旗社区', issuer: '红旗社区居民委员会' };
/** Noon in China. */
export const NOON = Date.parse('2026-11-22T04:00:00Z');
const HEADER =
  'id_number,name,sex,ethnic_code,birth,address,community_code,residence_since,household_id,hukou_district,phone';
const ADDRESS = '陕西省铜川市王益区红旗街街道样例路12号3栋2单元501室';

export const wang: Extract<CardRecord, { kind: 'mainland' }> = {
  kind: 'mainland',
  name: '王样例',
  sexCode: '2',
  ethnicCode: '01',
  birth: '1954-03-12',
  address: '陕西省铜川市王益区样例户籍路1号',
  idNumber: '610202195403120024',
  authority: '铜川市公安局王益分局',
  validFrom: '2020-05-01',
  validTo: 'long_term',
};
/** In the register since July. */
export const li: CardRecord = { ...wang, name: '李测试', sexCode: '1', idNumber: '610202196811050111' };
/** In the register, without a date. */
export const sun: CardRecord = { ...wang, name: '孙长期', sexCode: '1', idNumber: '610202194109080151' };
/** Not in the register. */
export const qian: CardRecord = { ...wang, name: '钱未登', idNumber: '610202199001010038' };

const REGISTER = [
  HEADER,
  `${wang.idNumber},王样例,2,01,1954-03-12,${ADDRESS},${COMMUNITY.code},2020-01-01,,,`,
  `${li.idNumber},李测试,1,01,1968-11-05,${ADDRESS},${COMMUNITY.code},2026-07-22,,,`,
  `${sun.idNumber},孙长期,1,01,1941-09-08,${ADDRESS},${COMMUNITY.code},,,,`,
].join('\n');

export interface Spoiling {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly signer?: TestKiosk;
}

/** None is connected: all are down. */
function noDepartments(): Departments {
  return openDepartments({ settings: {}, book: readFactBook(), log: () => {} });
}

export type ServicePoint = Awaited<ReturnType<typeof openServicePoint>>;

export async function openServicePoint(departments: Departments = noDepartments()) {
  const [database, keys] = await Promise.all([testDatabase(), testKeys()]);
  const { db, lane } = database;
  const { keyring } = keys;
  const clock = { now: NOON };
  await importRegister(db, keyring, { csv: Readable.from([REGISTER]), actor: 'command:import', now: NOON });
  const kiosk = await new TestKiosk().enrol(db);
  const desk = await openServiceDesk({
    db,
    lane,
    keyring,
    community: COMMUNITY,
    departments,
    publicUrl: 'https://linli.example',
    fallbackFonts: [],
    region: 'demonstration',
    now: () => clock.now,
  });
  const serving = await serve([...desk.routes, ...kioskRoutes(db, keyring, kioskProof(db))]);

  const post = (path: string, body: unknown, token?: string) =>
    fetch(serving.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });

  async function assertion(card: CardRecord, { claims = {}, header = {}, signer = kiosk }: Spoiling = {}) {
    const { nonce } = await issueNonce(db, kiosk.id, clock.now);
    const payload = {
      iss: kiosk.id,
      aud: 'linli-server',
      nonce,
      iat: Math.floor(clock.now / 1000),
      samId: '05.01-20260101-0000000001-0000000001',
      card,
      ...claims,
    };
    const jws = await new CompactSign(Buffer.from(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ES256', kid: kiosk.id, ...header })
      .sign(signer.privateKey);
    return new CompactEncrypt(Buffer.from(jws))
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: 'assertions' })
      .encrypt(keyring.assertions.publicKey);
  }

  async function open(card: CardRecord): Promise<VisitOpened> {
    const answer = await post('/api/visits', { assertion: await assertion(card) });
    if (answer.status !== 201) throw new Error(`no visit: ${answer.status} ${await answer.text()}`);
    return parse(visitOpened, await answer.json());
  }

  async function issue(token: string, requestId: string = randomUUID()): Promise<CertificateIssued> {
    const answer = await post('/api/certificates', { ...WISH, requestId }, token);
    if (answer.status !== 201) throw new Error(`not issued: ${answer.status} ${await answer.text()}`);
    return parse(certificateIssued, await answer.json());
  }

  /** The kiosk tells what became of a paper. */
  async function settle(job: string, outcome: 'done' | 'not_printed' | 'uncertain'): Promise<void> {
    const { document } = await db
      .selectFrom('print_job')
      .select('document')
      .where('job', '=', job)
      .executeTakeFirstOrThrow();
    const told = { job, document, outcome, evidence: 'test', at: new Date(clock.now).toISOString() };
    const answer = await kiosk.send(serving.url, 'POST', '/api/kiosks/outcomes', { outcomes: [told] });
    if (answer.status !== 204) throw new Error(`outcome refused: ${answer.status}`);
  }

  return {
    keysDir: keys.dir,
    ...{ db, keyring, clock, kiosk, desk, database, url: serving.url, logged: serving.logged },
    ...{ post, assertion, open, issue, settle },
    close: async () => {
      await serving.close();
      await desk.close();
      await database.close();
      await keys.close();
    },
  };
}

export const WISH = { service: 'residence-certificate', purpose: 'general' };

/** The problem code of an answer. */
export async function codeOf(answer: Response): Promise<string> {
  const { code } = parse(object({ code: string() }), await answer.json());
  return `${answer.status} ${code}`;
}
