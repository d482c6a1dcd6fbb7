import { expect, it } from 'vitest';
import { jsonLog } from '../../device-agent/log.ts';

it('says what is on its list, and drops the rest even when the compiler was fooled', () => {
  const lines: string[] = [];
  const log = jsonLog(
    (line) => lines.push(line),
    () => Date.parse('2026-11-22T02:00:00Z'),
  );
  const fields = { job: 'j1', ms: 3, name: '王样例', card: { idNumber: '1' } };
  log('card_read', fields);
  expect(lines).toEqual(['{"at":"2026-11-22T02:00:00.000Z","event":"card_read","job":"j1","ms":3}\n']);
});
