import { beforeEach, expect, it } from 'vitest';
import { TroubleLog } from '../../device-agent/trouble-log.ts';

let told: unknown[];
let trouble: TroubleLog;
beforeEach(() => {
  told = [];
  trouble = new TroubleLog((event, fields) => told.push([event, fields]), 'reader_trouble');
});

it('tells the same trouble once, and another at once', () => {
  trouble.tell(new Error('Cannot lock port'), 'reader_error');
  trouble.tell(new Error('Cannot lock port'), 'reader_error');
  trouble.tell(new Error('No such file'));
  expect(told).toEqual([
    ['reader_trouble', { fault: 'reader_error', sentence: 'Cannot lock port' }],
    ['reader_trouble', { sentence: 'No such file' }],
  ]);
});

it('tells it anew when the device worked in between', () => {
  trouble.tell(new Error('Cannot lock port'));
  trouble.over();
  trouble.tell(new Error('Cannot lock port'));
  expect(told).toHaveLength(2);
});

it('has nothing to say where nothing was thrown', () => {
  trouble.tell(undefined, 'reader_absent');
  expect(told).toEqual([]);
});
