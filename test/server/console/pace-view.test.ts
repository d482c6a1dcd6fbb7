import { expect, it } from 'vitest';
import { paceViewOf } from '../../../server/console/pace-view.ts';

const figure = (runs: number, medianSeconds: number | null, p95Seconds: number | null) => ({
  runs,
  medianSeconds,
  p95Seconds,
});
const service = (zh: string, runs: number, median: number, p95: number) => ({
  service: 'residence-certificate',
  title: { zh },
  ...figure(runs, median, p95),
});

it('says that nothing was counted yet', () => {
  const { says, rows } = paceViewOf({ days: 30, all: figure(0, null, null), services: [] });
  expect(says).toBe('最近 30 天还没有办过，办了就从刷卡到出纸计时。');
  expect(rows).toEqual([]);
});

it('gives no figure while there are too few to tell', () => {
  const services = [service('居住证明', 19, 30, 50)];
  const { says, rows } = paceViewOf({ days: 30, all: figure(19, 30, 50), services });
  expect(says).toBe('最近 30 天办了 19 次，次数还少，满 20 次再算快慢。');
  expect(rows).toEqual([{ title: '居住证明', median: '次数还少', p95: '次数还少', runs: '19 次' }]);
});

it('tells median and 95th percentile, rounded up, the most asked for first', () => {
  const services = [service('社保明细', 20, 59.2, 125), service('居住证明', 80, 31.1, 59)];
  const { says, rows } = paceViewOf({ days: 30, all: figure(100, 38, 61), services });
  expect(says).toBe(
    '最近 30 天办了 100 次，从刷卡到出纸：一半不超过 38 秒，20 次里 19 次不超过 1 分 01 秒。',
  );
  expect(rows).toEqual([
    { title: '居住证明', median: '32 秒', p95: '59 秒', runs: '80 次' },
    { title: '社保明细', median: '1 分 00 秒', p95: '2 分 05 秒', runs: '20 次' },
  ]);
});
