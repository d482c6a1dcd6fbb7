/** Every certificate of the catalogue that is only data comes onto paper, from its own sample resident. */
import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { renderDocument } from '#printers/page/document/render-document.ts';
import { certificateCode } from '../../../../server/certificates/certificate-code.ts';
import { claimsOf } from '../../../../server/certificates/papers/copy-marks.ts';
import { pageOf } from '../../../../server/certificates/papers/page.ts';
import { recordText } from '../../../../server/certificates/papers/record-text.ts';
import type { Definition } from '../../../../server/definitions/definition-file.ts';
import { tryResident } from '../../../../server/definitions/examples.ts';
import { readHouse, readShipped } from '../../../../server/services/catalogue.ts';
import { codeOn, textOf } from '../../../printers/page/paper.ts';
import { testFonts } from '../../../printers/page/sample.ts';
import { HOLDER, keptRecord } from './records.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const CELLS = {
  text: '样例市红旗便民服务有限公司',
  yuan: '12345.60',
  month: '2026 年 10 月',
  day: '2026 年 10 月 31 日',
};
const ROWS = 30;

const records = (await readShipped(readHouse())).filter(
  ({ written: { outcome } }) => outcome.kind === 'certificate' && outcome.paper.layout === 'record',
);

async function saidBy(definition: Definition) {
  const { outcome, sample, service } = definition.written;
  if (outcome.kind !== 'certificate' || outcome.paper.layout !== 'record')
    throw new Error(`${service} is no record`);
  const { decided } = await tryResident(definition, { on: sample.on, facts: sample.facts });
  if (decided.answer.result !== 'yes')
    throw new Error(`${service}: the sample resident gets ${decided.answer.result}`);
  const tables = Object.fromEntries(
    [...definition.tables].map(([name, { columns }]) => [
      name,
      Array.from({ length: ROWS }, () => columns.map(({ as }) => CELLS[as])),
    ]),
  );
  return keptRecord(
    service,
    recordText(definition, outcome.paper, { ...decided, tables }, HOLDER, sample.on),
  );
}

it('has some', () => {
  expect(records.length).toBeGreaterThan(0);
});

it.each(records.map((definition) => [definition.written.service, definition] as const))(
  '%s: no gap is left open, nothing is cut, the code reads from the last page',
  async (_, definition) => {
    const said = await saidBy(definition);
    const marks = { copy: 1, cti: new Uint8Array(8), statusIndex: 1000 };
    const digits = certificateCode(claimsOf(said, marks), { kid: '0a0b0c0d', privateKey });
    const { pdf, pages } = await renderDocument(
      pageOf(said, 1, digits, 'https://linli.example'),
      await testFonts(),
    );
    const text = textOf(pdf);
    expect(text).not.toMatch(/[<>…]/u);
    expect(text).toContain(definition.written.title.zh);
    expect(text).toContain(HOLDER.name);
    expect(text).toContain(`数据由${definition.written.issuer}提供`);
    if (definition.tables.size > 0) expect(text).toContain(`共${ROWS}条`);
    if (pages === 1) expect(codeOn(pdf, 203)).toBe(`HTTPS://LINLI.EXAMPLE/C#${digits}`);
  },
);
