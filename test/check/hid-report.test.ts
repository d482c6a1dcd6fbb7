import { expect, it } from 'vitest';
import { Report } from '../hid/report.ts';

const said: string[] = [];
const reportOn = (...tests: string[]) => {
  said.length = 0;
  return new Report(tests, (line) => said.push(line));
};

it('passes when every test of the list has passed and the guest came to its end', () => {
  const report = reportOn('a');
  report.take({ event: 'begun', test: 'a' });
  report.take({ event: 'passed', test: 'a', ms: 1 });
  report.take({ event: 'over' });
  expect(report.close()).toBe(true);
  expect(said.at(-1)).toBe('hid: 1 passed, 0 failed');
});

it('fails a test that was never heard of, though the guest said that it was done', () => {
  const report = reportOn('a', 'b');
  report.take({ event: 'passed', test: 'a', ms: 1 });
  report.take({ event: 'over' });
  expect(report.close()).toBe(false);
  expect(said).toContain(' ✗ b\n     never reported');
  expect(said.at(-1)).toBe('hid: 1 passed, 1 failed');
});

it('fails the test in which the guest broke off', () => {
  const report = reportOn('a');
  report.take({ event: 'begun', test: 'a' });
  expect(report.close()).toBe(false);
  expect(said).toContain(' ✗ a\n     the guest ended in the middle of it');
});

it('fails when all have passed and the guest never came to its end', () => {
  const report = reportOn('a');
  report.take({ event: 'passed', test: 'a', ms: 1 });
  expect(report.close()).toBe(false);
});

it('fails a test that is in no list', () => {
  const report = reportOn();
  report.take({ event: 'passed', test: 'x', ms: 1 });
  report.take({ event: 'over' });
  expect(report.close()).toBe(false);
});
