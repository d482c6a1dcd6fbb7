/** What a printer has left of paper and toner, in one quiet line: what runs out first stands first. */
import type { Supply } from '#server/contract/kiosks.ts';

/** From here on it is said that there is only so much. */
const LOW_PERCENT = 15;

const KINDS: Readonly<Record<string, string>> = {
  paper: '纸',
  toner: '墨粉',
  drum: '硒鼓',
  waste: '废粉盒空位',
};

/** Empty where the printer gives no figure. */
export function suppliesInWords(supplies: readonly Supply[] | undefined): string {
  const counted = (supplies ?? []).flatMap(({ kind, name, percent }) =>
    percent === null ? [] : [{ kind, name, percent }],
  );
  counted.sort((a, b) => a.percent - b.percent);
  const isOneOfMany = (kind: string) => counted.filter((each) => each.kind === kind).length > 1;
  const said = counted.map(({ kind, name, percent }) => {
    const what = isOneOfMany(kind) ? `${wordOf(kind, name)}（${name}）` : wordOf(kind, name);
    return `${what}${percent <= LOW_PERCENT ? '只剩' : '还有'} ${Math.round(percent)}%`;
  });
  return said.join('，');
}

/** A newer agent may name a kind that this page does not know: then its name says what it is. */
function wordOf(kind: string, name: string): string {
  return KINDS[kind] ?? name;
}
