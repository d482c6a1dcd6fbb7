import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { openSerial } from '../../../../device-agent/ports.ts';
import { openAtItsSpeed } from '../../../../device-agent/readers/lines/find-speed.ts';
import { openPty, type Pty } from '../../../sim/pty.ts';
import { ASK, OK } from '../sam/vectors.ts';

/** A pty has no speed of its own, so this reader looks at the one the line was set to, and is deaf at any other. */
async function readerThatHears(baud: number): Promise<{ pty: Pty; tried: number[] }> {
  const pty = await openPty();
  const tried: number[] = [];
  pty.onData((bytes) => {
    const speed = Number(execFileSync('stty', ['-F', pty.path, 'speed'], { encoding: 'utf8' }));
    tried.push(speed);
    if (speed === baud && bytes.toString('hex') === ASK.status) pty.write(Buffer.from(OK, 'hex'));
  });
  return { pty, tried };
}

it('goes down the speeds until the reader answers', async () => {
  const { pty, tried } = await readerThatHears(38400);
  const line = await openAtItsSpeed((baud) => openSerial({ path: pty.path, baud }), 200);
  expect(tried).toEqual([115200, 57600, 38400]);
  line.destroy();
  pty.unplug();
});

it('gives up after the last speed', async () => {
  const { pty, tried } = await readerThatHears(4800);
  const opening = openAtItsSpeed((baud) => openSerial({ path: pty.path, baud }), 50);
  await expect(opening).rejects.toMatchObject({ code: 'reader_silent' });
  expect(tried).toEqual([115200, 57600, 38400, 19200, 9600]);
  pty.unplug();
});
