/** The departments behind the exchanges: each can be there, slow, or cut off. */
import { send } from './commands.js';

const SWITCHES = [
  { do: 'mend', say: '通', isOn: (fault) => fault === undefined },
  { do: 'slow', say: '慢', isOn: (fault) => fault === 'slow' },
  { do: 'cut', say: '断', isOn: (fault) => fault === 'down' },
];

const section = document.querySelector('#departments');
const list = document.querySelector('#department-list');
const now = document.querySelector('#departments-now');
const rows = new Map();

export function showDepartments(departments) {
  section.hidden = departments.length === 0;
  for (const department of departments) {
    if (!rows.has(department.name)) rows.set(department.name, addRow(department));
    rows.get(department.name)(department.fault);
  }
  const troubled = departments.filter(({ fault }) => fault !== undefined);
  section.dataset.mood = troubled.length === 0 ? 'ok' : 'bad';
  const sentence = troubled.length === 0 ? '都通着' : `${troubled.length} 家不顺`;
  if (now.textContent !== sentence) now.textContent = sentence;
}

/** Answers how to show its fault. */
function addRow({ name }) {
  const row = document.createElement('li');
  const title = document.createElement('span');
  title.textContent = name;
  const group = document.createElement('span');
  group.role = 'group';
  group.setAttribute('aria-label', name);
  const buttons = SWITCHES.map((way) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = way.say;
    button.setAttribute('aria-label', `${name}：${way.say}`);
    button.addEventListener('click', () => send('departments', { do: way.do, name }));
    group.append(button);
    return (fault) => button.setAttribute('aria-pressed', String(way.isOn(fault)));
  });
  row.append(title, group);
  list.append(row);
  return (fault) => {
    for (const show of buttons) show(fault);
  };
}
