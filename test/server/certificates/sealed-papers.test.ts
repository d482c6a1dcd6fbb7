/** What the server really keeps and orders printed, before the eyes of programs that know nothing of ours. */
import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import { compactVerify } from 'jose';
import { parse } from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { residenceDocument } from '#printers/page/residence/residence-document.ts';
import { sealPdf } from '#printers/page/signature/seal-pdf.ts';
import { certificateIssued } from '#server/contract/certificates.ts';
import { orderClaims } from '#server/contract/envelopes.ts';
import { Press } from '../../../server/certificates/press/press.ts';
import { openKeyring } from '../../../server/keys/keyring.ts';
import { sealRoutes } from '../../../server/routes/unproven/seal.ts';
import { SAMPLE } from '../../printers/page/sample.ts';
import { pageFor, SEALED_AT } from '../../printers/page/signature/sealing.ts';
import { type Bench, inTheLog, openBench } from '../../printers/page/verdicts.ts';
import { type Serving, serve } from '../serving.ts';
import { storedPaper } from '../stored-paper.ts';
import { COMMUNITY, NOON, openServicePoint, type ServicePoint, wang } from '../visits/service-point.ts';

let point: ServicePoint;
let serving: Serving;
/** An office that once asked for the certificate and trusts it. */
let office: Bench;
beforeAll(async () => {
  point = await openServicePoint();
  serving = await serve(sealRoutes(point.keyring));
  office = openBench(await certificateOnOffer());
});
afterAll(async () => {
  office.clear();
  await serving.close();
  await point.close();
});
beforeEach(() => {
  point.clock.now = NOON;
});

it('offers the certificate to who wants to check papers', async () => {
  const answer = await fetch(`${serving.url}/api/seal`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/pkix-cert');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=seal.cer');
  const offered = new X509Certificate(Buffer.from(await answer.arrayBuffer()));
  expect(offered.subject).toBe(`C=CN\nO=${COMMUNITY.issuer}\nCN=社区证明签发`);
});

it('keeps a signed PDF/A, and orders just these bytes printed', async () => {
  const { token } = await point.open(wang);
  const { orders } = await point.issue(token);
  const { bytes: pdf, sha256 } = await storedPaper(point, orders[0]?.job ?? '');
  const verdicts = [office.pdfsig(pdf), office.preflight(pdf), office.qpdf(pdf)];
  inTheLog('What the server stored', ...verdicts);
  expectSigned(verdicts[0] ?? '');
  expect(verdicts[1]).toBe('The file page.pdf is a valid PDF/A-1b file');
  expect(verdicts[0]).toMatch(/Signing Time: Nov 22 2026 \d\d:00:00\n/u);
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(sha256);
  const { payload } = await compactVerify(orders[0]?.order ?? '', point.keyring.orders.publicKey);
  const claims = parse(orderClaims, JSON.parse(Buffer.from(payload).toString()));
  expect(claims).toMatchObject({ document: sha256, pages: 1 });
  const audited = await point.db
    .selectFrom('audit_entry')
    .select('details')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  expect(audited.details).toMatchObject({ document: sha256 });
});

it('seals each further copy for itself, at the time it is made', async () => {
  const { token } = await point.open(wang);
  const { number, orders } = await point.issue(token);
  const first = orders[0]?.job ?? '';
  await point.settle(first, 'not_printed');
  point.clock.now = NOON + 65_000;
  const wish = { requestId: randomUUID(), number, reason: 'not_printed' };
  const answer = await point.post('/api/copies', wish, token);
  const copy = parse(certificateIssued, await answer.json());
  const [former, next] = [
    await storedPaper(point, first),
    await storedPaper(point, copy.orders[0]?.job ?? ''),
  ];
  expect(next.sha256).not.toBe(former.sha256);
  for (const { bytes } of [former, next]) expectSigned(office.pdfsig(bytes));
  expect(office.pdfsig(next.bytes)).toMatch(/Signing Time: Nov 22 2026 \d\d:01:05\n/u);
});

it('lets old papers stay valid, and an office trust new ones, when the organisation is renamed', async () => {
  const { token } = await point.open(wang);
  const { orders } = await point.issue(token);
  const renamed = await openKeyring(point.keysDir, '样例新区红旗社区居民委员会');
  const page = sealPdf(await pageFor(renamed.seal), renamed.seal);
  expect(office.pdfsig(page)).toContain('CN=社区证明专用章,O=样例新区红旗社区居民委员会,C=CN');
  for (const pdf of [page, (await storedPaper(point, orders[0]?.job ?? '')).bytes])
    expect(office.pdfsig(pdf)).toContain('Certificate is Trusted');
});

it('draws the same paper with the same place as the same bytes', async () => {
  const press = await Press.open({ fallback: [] });
  const place = { bytes: 930, at: SEALED_AT };
  const draw = async () => {
    const pressed = await press.press(
      { title: '居住证明', issuedAt: SAMPLE.issuedAt, document: residenceDocument(SAMPLE) },
      place,
    );
    return pressed.kind === 'pressed' ? Buffer.from(pressed.pdf) : Buffer.of();
  };
  const [one, other] = [await draw(), await draw()];
  await press.close();
  expect(one.subarray(0, 5).toString()).toBe('%PDF-');
  expect(other.equals(one)).toBe(true);
});

function expectSigned(pdfsig: string): void {
  for (const line of [
    `CN=社区证明专用章,O=${COMMUNITY.issuer},C=CN`,
    'Total document signed',
    'Signature is Valid',
    'Certificate is Trusted',
  ])
    expect(pdfsig).toContain(line);
}

async function certificateOnOffer(): Promise<Buffer> {
  return Buffer.from(await (await fetch(`${serving.url}/api/seal`)).arrayBuffer());
}
