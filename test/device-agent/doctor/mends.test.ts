import { expect, it } from 'vitest';
import { doesNotOpen, MISSING_LIBRARY } from '../../../device-agent/doctor/mends.ts';
import { PortFault } from '../../../device-agent/port-fault.ts';

it.each([
  ['another program holds it', new PortFault('locked', 'Cannot lock port'), '被别的程序占着'],
  ['a library is missing', new PortFault('library_missing', 'libudev.so.1'), MISSING_LIBRARY.says],
  ['it went meanwhile', new PortFault('gone', 'No such device'), '打不开'],
  ['the system says why', new PortFault('not_opened', 'Inappropriate ioctl for device'), '打不开'],
])('tells of a port that does not open because %s', (_, thrown, says) => {
  expect(doesNotOpen('serial', thrown).says).toBe(says);
});

it('hands on what the system said where it knows no better', () => {
  const { mend } = doesNotOpen('serial', new PortFault('not_opened', 'Inappropriate ioctl for device'));
  expect(mend?.todo).toContain('Inappropriate ioctl for device');
});

it('speaks of the network where the line is one, whatever was thrown', () => {
  expect(doesNotOpen('tcp', new Error('connect ECONNREFUSED')).says).toBe('连不上这个地址');
});
