/** The three devices that are drawn: how each is, in a sentence and in its drawing, and what a hand may do to it. */
import { send } from './commands.js';
import { flagsOf } from './flags.js';

/** One switch for each thing that can be wrong: what puts it wrong, what mends it. */
const SWITCHES = {
  reader: {
    unplugged: [
      { do: 'unplug', say: '拔线' },
      { do: 'plug', say: '插上线' },
    ],
  },
  page: {
    empty: [
      { do: 'emptyTray', say: '拿走纸' },
      { do: 'fillTray', say: '放一包纸' },
    ],
    cover: [
      { do: 'openCover', say: '打开盖子' },
      { do: 'closeCover', say: '合上盖子' },
    ],
    jam: [
      { do: 'jam', say: '卡住纸' },
      { do: 'clearJam', say: '取出卡纸' },
    ],
  },
  slip: {
    empty: [
      { do: 'emptyPaper', say: '拿走纸卷' },
      { do: 'fillPaper', say: '装上纸卷' },
    ],
    cover: [
      { do: 'openCover', say: '打开盖子' },
      { do: 'closeCover', say: '合上盖子' },
    ],
    jam: [
      { do: 'jam', say: '卡住纸' },
      { do: 'clearJam', say: '取出卡纸' },
    ],
    unplugged: [
      { do: 'unplug', say: '拔线' },
      { do: 'plug', say: '插上线' },
    ],
  },
};
const ONCE = { reader: [], page: [{ do: 'restart', say: '断电重开' }], slip: [] };
const TROUBLE = { unplugged: '线拔掉了', cover: '盖子开着', jam: '纸卡住了', empty: '没纸了' };

const flags = { reader: {}, page: {}, slip: {} };
const switches = Object.entries(SWITCHES).flatMap(([device, parts]) => {
  const made = Object.entries(parts).map(([flag, [spoil, mend]]) => addSwitch(device, flag, spoil, mend));
  for (const act of ONCE[device]) addAct(device, act);
  return made;
});

export function showDevices({ devices, cards, papers }) {
  for (const name of Object.keys(SWITCHES)) {
    const device = devices[name];
    flags[name] = flagsOf(name, device.state);
    const element = document.querySelector(`#${name}`);
    for (const [flag, value] of Object.entries(flags[name])) element.dataset[flag] = String(value);
    element.dataset.out = String(papers.some(({ from }) => from === name));
    const { mood, sentence } = how(name, device, flags[name], cards);
    element.dataset.mood = mood;
    setText(element.querySelector('.now'), sentence);
  }
  for (const show of switches) show();
}

function how(name, { life, state }, flags, cards) {
  if (life === 'died') return { mood: 'off', sentence: '那头的程序停了，马上再开' };
  if (life === 'starting') return { mood: 'off', sentence: '正在开' };
  const troubles = Object.keys(TROUBLE).filter((flag) => flags[flag]);
  if (troubles.length > 0) return { mood: 'bad', sentence: troubles.map((flag) => TROUBLE[flag]).join('，') };
  if (name !== 'reader') return { mood: 'ok', sentence: state.busy ? '正在打' : '好的' };
  const card = cards.find(({ file }) => file === state.card);
  return {
    mood: 'ok',
    sentence: card === undefined ? '空着' : `${state.read ? '读过了' : '放着'}：${card.label}`,
  };
}

function addSwitch(device, flag, spoil, mend) {
  const button = addButton(device);
  const next = () => (flags[device][flag] ? mend : spoil);
  button.addEventListener('click', () => send(device, { do: next().do }));
  return () => {
    setText(button, next().say);
    button.classList.toggle('mends', Boolean(flags[device][flag]));
  };
}

function addAct(device, act) {
  const button = addButton(device);
  button.textContent = act.say;
  button.addEventListener('click', () => send(device, { do: act.do }));
}

function addButton(device) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  document.querySelector(`[data-acts="${device}"]`).append(button);
  return button;
}

/** A live region speaks on every write, so the same words are not written twice. */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
