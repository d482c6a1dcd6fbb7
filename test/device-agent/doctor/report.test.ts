import { expect, it } from 'vitest';
import { linesOf } from '../../../device-agent/doctor/report.ts';

// ECMA-48: ESC [ 2 J wipes a screen; xterm's ESC ] 52 fills the clipboard. A network printer tells its model as it likes.
it.each([
  ['of one word', 'Evil\u001b]52;c;cm0=\u0007\u001b[2JModel'],
  ['of several', 'Evil \u001b[2J Model'],
  ['written backwards', 'Evil\u202eledoM'],
])('hands no orders to the terminal in a name %s', (_, name) => {
  const lines = linesOf({ verdict: 'good', device: name, says: name, facts: [name] });
  expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

it('leaves a path as it is, on one line, however long', () => {
  const path = `/dev/serial/by-id/${'a'.repeat(100)}`;
  expect(
    linesOf({ verdict: 'good', device: '串口', says: '能用', facts: [path] })
      .at(-1)
      ?.trim(),
  ).toBe(path);
});
