import { expect, it } from 'vitest';
import { jsonLog } from '../../server/log.ts';

it('writes one line of JSON an event, and drops what no field of the log may hold', () => {
  const lines: string[] = [];
  const log = jsonLog(
    (line) => lines.push(line),
    () => Date.parse('2026-11-22T04:00:00Z'),
  );
  const fields = { fault: 'TypeError', name: '王样例' };
  log('request_failed', fields);
  log('seeded');
  expect(lines).toEqual([
    '{"at":"2026-11-22T04:00:00.000Z","event":"request_failed","fault":"TypeError"}\n',
    '{"at":"2026-11-22T04:00:00.000Z","event":"seeded"}\n',
  ]);
});
