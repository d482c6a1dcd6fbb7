/** The cards: a click or a drag lays one on the plate, another click lifts it. */
import { send } from './commands.js';

const list = document.querySelector('#cards');
const plate = document.querySelector('#plate');
const tiles = new Map();
let lying = null;

export function showCards({ cards, devices }) {
  lying = devices.reader.state.card ?? null;
  for (const card of cards) {
    if (!tiles.has(card.file)) tiles.set(card.file, addTile(card));
    tiles.get(card.file).setAttribute('aria-pressed', String(card.file === lying));
  }
}

function addTile({ file, label }) {
  const tile = document.createElement('button');
  tile.type = 'button';
  tile.className = 'tile';
  tile.draggable = true;
  const [name, about = ''] = label.split(' · ');
  tile.append(line('b', name), line('span', about));
  tile.addEventListener('click', () =>
    send('reader', file === lying ? { do: 'lift' } : { do: 'lay', card: file }),
  );
  tile.addEventListener('dragstart', ({ dataTransfer }) => dataTransfer.setData('text/plain', file));
  list.append(tile);
  return tile;
}

function line(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

plate.addEventListener('dragover', (event) => {
  event.preventDefault();
  plate.classList.add('over');
});
plate.addEventListener('dragleave', () => plate.classList.remove('over'));
plate.addEventListener('drop', (event) => {
  event.preventDefault();
  plate.classList.remove('over');
  const file = event.dataTransfer.getData('text/plain');
  if (tiles.has(file)) void send('reader', { do: 'lay', card: file });
});
plate.addEventListener('click', () => {
  if (lying !== null) void send('reader', { do: 'lift' });
});
