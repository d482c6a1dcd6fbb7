import { expect, it } from 'vitest';
import { encodeCommand } from '../../../../device-agent/readers/sam/sam-frame.ts';
import { ASK } from './vectors.ts';

it.each([
  ['reset', 0x10, 0xff],
  ['status', 0x11, 0xff],
  ['samId', 0x12, 0xff],
  ['find', 0x20, 0x01],
  ['select', 0x20, 0x02],
  ['read', 0x30, 0x01],
  ['address', 0x30, 0x03],
] as const)('asks %s with the published bytes', (name, command, parameter) => {
  expect(encodeCommand(command, parameter).toString('hex')).toBe(ASK[name]);
});
