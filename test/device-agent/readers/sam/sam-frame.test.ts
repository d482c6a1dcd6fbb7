import { expect, it } from 'vitest';
import * as questions from '../../../../device-agent/readers/sam/questions.ts';
import { encodeCommand } from '../../../../device-agent/readers/sam/sam-frame.ts';

// Short frames as vendors' samples print them; 30 05 stands in a single source.
it.each([
  [questions.RESET, 'aaaaaa9669000310ffec'],
  [questions.STATUS, 'aaaaaa9669000311ffed'],
  [questions.SAM_ID, 'aaaaaa9669000312ffee'],
  [questions.FIND, 'aaaaaa96690003200122'],
  [questions.SELECT, 'aaaaaa96690003200221'],
  [questions.READ, 'aaaaaa96690003300132'],
  [questions.ADDRESS, 'aaaaaa96690003300330'],
  [questions.NUMBER, 'aaaaaa96690003300536'],
])('asks $name with the published bytes', ({ command, parameter }, bytes) => {
  expect(encodeCommand(command, parameter).toString('hex')).toBe(bytes);
});
