/** What the server would say of a kiosk with which nothing is wrong, last heard at 14:05 in Shanghai. */
export const KIOSK = {
  id: 'hongqi-01',
  name: '红旗社区 01 号自助终端',
  lastSeenAt: '2026-11-22T06:05:00.000Z',
  reader: { state: 'ready', conditions: [], lastReading: null },
  scanner: null,
  printers: { page: { state: 'ready', conditions: [] }, slip: { state: 'ready', conditions: [] } },
  jobsToday: { ordered: 0, done: 28, not_printed: 0, uncertain: 0 },
  uncertainCopies: 0,
};
