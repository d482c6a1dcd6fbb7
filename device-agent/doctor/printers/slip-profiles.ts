import type { SlipProfile } from '#printers/escpos/profile.ts';
import { wrap } from '#printers/slip/layout.ts';

const COLUMNS = 80;
const INDENT = '  ';

/** What may stand in kiosk.yaml as `printers.slip.profile`, and what it means. */
export function linesOfProfiles(profiles: Iterable<SlipProfile>): string[] {
  return [
    'kiosk.yaml 的 printers.slip.profile 可以写：',
    ...[...profiles].flatMap((profile) => ['', profile.name, ...meaningOf(profile)]),
  ];
}

function meaningOf(profile: SlipProfile): string[] {
  const { columns, charset, completion, userGlyphs, source } = profile;
  const abilities = [
    profile.raster && '能打点阵',
    profile.automaticStatus && '有变化自己报',
    profile.tellsJams && '能报卡纸',
    profile.presenter && '知道纸有没有取走',
    profile.presenter?.retract && '能把纸收回去',
  ].filter((ability) => ability !== false && ability !== undefined);
  const can = [`${columns} 栏`, charset, completion, `一张纸 ${userGlyphs} 个生僻字`].join('，');
  return [can, ...(abilities.length > 0 ? [abilities.join('，')] : []), source]
    .flatMap((text) => wrap(text, COLUMNS - INDENT.length))
    .map((line) => INDENT + line);
}
