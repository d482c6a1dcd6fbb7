/** `replay NUMBER`: the decision behind a certificate, made again from what was kept of it. */

import { wrongUse } from '../../proving/commands/arguments.ts';
import { replay } from '../archive.ts';
import { inStaffHouse } from '../staff-house.ts';
import { said } from './said.ts';

export const REPLAY_USAGE = 'replay 证明编号 [--settings FILE]    照当时的规则和事实再算一遍';

export async function replayDecision(args: readonly string[]): Promise<number> {
  const { what, settings } = said(args, REPLAY_USAGE);
  if (what === '') throw wrongUse('要写证明编号', REPLAY_USAGE);
  return await inStaffHouse(settings, async ({ db, keyring, shipped }) => {
    const again = await replay({ db, keyring, house: shipped.house }, what);
    switch (again.kind) {
      case 'not_found':
        process.stderr.write('没有这个编号的证明。\n');
        return 1;
      case 'definition_missing':
        process.stderr.write('当时的定义没有存下来，没法重算。\n');
        return 1;
      case 'same':
      case 'different': {
        const leaves = again.trace.map(({ leaf, truth }) => `  ${leaf}: ${truth}`).join('\n');
        const verdict = again.kind === 'same' ? '和当时一样' : '和当时不一样，请查';
        process.stdout.write(
          `${again.service}@${again.version}，${again.on}：${again.result}，${verdict}\n${leaves}\n`,
        );
        return again.kind === 'same' ? 0 : 1;
      }
      default:
        return again satisfies never;
    }
  });
}
