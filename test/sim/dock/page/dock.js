/** The dock's page: shows each state the server tells, sends what the hand does. */
import { showCards } from './cards.js';
import { say } from './commands.js';
import { showDepartments } from './departments.js';
import { showDevices } from './devices.js';
import { showPapers } from './papers.js';

const SCREEN_WINDOW = 'popup,left=0,top=0,width=506,height=900';

const link = document.querySelector('#link');
const openScreen = document.querySelector('#open-screen');

const events = new EventSource('/events');
events.addEventListener('message', ({ data }) => {
  const state = JSON.parse(data);
  link.textContent = '';
  showScreen(state.screen);
  showCards(state);
  showDevices(state);
  showDepartments(state.departments);
  showPapers(state.papers);
});
events.addEventListener('error', () => {
  link.textContent = '和试机台的程序断了，正在重连…';
});

function showScreen(url) {
  openScreen.hidden = url === null;
  document.querySelector('#screen-hint').textContent =
    url === null ? '这次没有接屏幕，只试设备。' : '屏幕开在旁边的小窗里，两个窗口并排放着看。';
  if (url !== null) openScreen.href = url;
}

/** Beside, not over: a small window of the shape of the kiosk's panel. A blocked window falls back to the plain link. */
openScreen.addEventListener('click', (event) => {
  const opened = window.open(openScreen.href, openScreen.target, SCREEN_WINDOW);
  if (opened === null) return;
  event.preventDefault();
  say('屏幕打开了');
});
