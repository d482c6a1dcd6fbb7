/** Writes the views into the page. Text only: nothing that came over the wire is read as markup. */
import { actsOf, type KioskView, type Line } from './kiosk-view.ts';
import type { PaceView } from './pace-view.ts';

export function drawKiosks(body: Element, views: readonly KioskView[]): void {
  body.replaceChildren(...views.map(row));
}

export function drawActs(list: Element, views: readonly KioskView[]): void {
  const items = actsOf(views).map(({ mood, what, next }) =>
    element('li', { mood }, [element('b', {}, [what]), element('span', {}, [next])]),
  );
  list.replaceChildren(
    ...(items.length > 0 ? items : [element('li', { mood: 'ok' }, ['现在没有要做的事。'])]),
  );
}

export function drawSum(paragraph: Element, views: readonly KioskView[]): void {
  const count = (...moods: string[]) => views.filter(({ whole }) => moods.includes(whole.mood)).length;
  const papers = views.reduce((sum, { jobs }) => sum + jobs.done, 0);
  const number = (value: number) => element('b', {}, [String(value)]);
  paragraph.replaceChildren(
    ...[number(count('ok')), ' 台好的，', number(count('bad', 'warn')), ' 台要去看看，'],
    ...[number(count('off')), ' 台断了。今天出了 ', number(papers), ' 张纸。'],
  );
}

export function drawPace(body: Element, { rows }: PaceView): void {
  const cellOf = (label: string, said: string) => element('td', { label }, [said]);
  body.replaceChildren(
    ...rows.map(({ title, median, p95, runs }) =>
      element('tr', {}, [
        element('th', {}, [title]),
        ...[cellOf('一半不超过', median), cellOf('19/20 不超过', p95), cellOf('办了', runs)],
      ]),
    ),
  );
}

function row({ id, name, whole, devices, lastReading, supplies, jobs }: KioskView): HTMLElement {
  const scanner = devices.scanner.mood === 'none' ? '' : `扫码器${devices.scanner.says}`;
  return element('tr', { mood: whole.mood }, [
    element('th', {}, [element('b', {}, [name]), element('small', {}, [id])]),
    cell('怎么样', whole),
    cell('读卡器', devices.reader, lastReading, scanner),
    cell('A4 打印机', devices.page, supplies.page),
    cell('小票机', devices.slip, supplies.slip),
    element('td', { label: '今天' }, [
      element('span', {}, [`出了 ${jobs.done} 张`]),
      element('small', {}, [jobsInWords(jobs)]),
    ]),
  ]);
}

function jobsInWords({ ordered, not_printed, uncertain }: KioskView['jobs']): string {
  const parts = [
    ordered > 0 ? `${ordered} 张还没打` : '',
    not_printed > 0 ? `${not_printed} 张没打成` : '',
    uncertain > 0 ? `${uncertain} 张不知道出没出` : '',
  ];
  return parts.filter((part) => part !== '').join('，');
}

/** `quiet`: for whoever looks closer; empty ones are left out. */
function cell(label: string, line: Line, ...quiet: readonly string[]): HTMLElement {
  return element('td', { label }, [
    element('span', { mood: line.mood }, [line.says]),
    element('small', {}, [line.why]),
    ...quiet.filter((said) => said !== '').map((said) => element('small', {}, [said])),
  ]);
}

function element(
  tag: string,
  data: Readonly<Record<string, string>>,
  children: readonly (Node | string)[],
): HTMLElement {
  const made = document.createElement(tag);
  Object.assign(made.dataset, data);
  made.append(...children.filter((child) => child !== ''));
  return made;
}
