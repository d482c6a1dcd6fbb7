import { expect, it } from 'vitest';
import { groupNameOf, mayOpen, userNamed } from '../../../../device-agent/doctor/machine/permission.ts';
import { FakeMachine } from '../fake-machine.ts';

const linli = { name: 'linli', uid: 990, gids: [990, 20] };

it.each([
  ['its group may read and write', { mode: 0o660, uid: 0, gid: 20 }, true],
  ['another group may', { mode: 0o660, uid: 0, gid: 7 }, false],
  ['its group may only read', { mode: 0o640, uid: 0, gid: 20 }, false],
  ['everybody may', { mode: 0o666, uid: 0, gid: 0 }, true],
  ['nobody but root may', { mode: 0o600, uid: 0, gid: 0 }, false],
  ['it is its own', { mode: 0o600, uid: 990, gid: 0 }, true],
  ['it is its own and closed to it, though its group may', { mode: 0o060, uid: 990, gid: 20 }, false],
  ['everybody but its group may', { mode: 0o606, uid: 0, gid: 20 }, false],
])('a device where %s', (_what, owned, isOpen) => {
  expect(mayOpen(owned, linli)).toBe(isOpen);
});

it('root may open everything', () => {
  expect(mayOpen({ mode: 0o000, uid: 5, gid: 5 }, { name: 'root', uid: 0, gids: [0] })).toBe(true);
});

it('knows a user by its own group and by those that name it', () => {
  const machine = new FakeMachine();
  machine.write('etc/group', 'dialout:x:20:zhang,linli\nlp:x:7:\nlinli:x:990:\n');
  expect(userNamed(machine.root, 'linli')).toEqual({ name: 'linli', uid: 990, gids: [990, 20] });
  expect(userNamed(machine.root, 'nobody-here')).toBeUndefined();
  expect(groupNameOf(machine.root, 20)).toBe('dialout');
  expect(groupNameOf(machine.root, 4711)).toBe('4711');
});
