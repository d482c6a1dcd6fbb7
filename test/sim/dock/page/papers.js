/** The papers that came out, newest first: slips are pictures, pages are drawn from their PDF. */
import { NO_CODE, say, send } from './commands.js';
import { drawPage } from './pdf.js';

const NAMES = { page: 'A4 纸', slip: '小票' };
/** Twice its size on the page: thin strokes of small type survive. */
const THUMBNAIL_PX = 640;
const ENLARGED_PX = 1000;

const list = document.querySelector('#papers');
const enlarged = document.querySelector('#enlarged');
const stage = document.querySelector('#enlarged-stage');
const shown = new Map();
let isFirst = true;

export function showPapers(papers) {
  document.querySelector('#papers-none').hidden = papers.length > 0;
  const keys = new Set(papers.map(urlOf));
  for (const [url, item] of shown) if (!keys.has(url)) forget(url, item);
  for (const paper of papers.toReversed()) if (!shown.has(urlOf(paper))) add(paper);
  isFirst = false;
}

function add(paper) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = `paper ${paper.from}`;
  button.setAttribute('aria-label', `放大${titleOf(paper)}`);
  button.append(picture(paper, THUMBNAIL_PX));
  button.addEventListener('click', () => enlarge(paper));
  const caption = document.createElement('p');
  caption.append(titleOf(paper), fileLink(paper));
  item.append(button, caption);
  if (paper.from === 'page') item.append(...showing(paper));
  list.prepend(item);
  shown.set(urlOf(paper), item);
  if (isFirst) return;
  item.classList.add('fresh');
  say(`出来了一张${NAMES[paper.from]}`);
}

function forget(url, item) {
  item.remove();
  shown.delete(url);
}

function picture(paper, widthPx) {
  if (paper.from === 'page') {
    const canvas = document.createElement('canvas');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', titleOf(paper));
    drawPage(canvas, urlOf(paper), widthPx).catch(() => canvas.replaceWith('这个文件画不出来'));
    return canvas;
  }
  const image = document.createElement('img');
  image.src = urlOf(paper);
  image.alt = titleOf(paper);
  return image;
}

function enlarge(paper) {
  document.querySelector('#enlarged-title').textContent = titleOf(paper);
  document.querySelector('#enlarged-file').href = urlOf(paper);
  stage.className = `stage ${paper.from}`;
  stage.replaceChildren(picture(paper, ENLARGED_PX));
  enlarged.showModal();
}

/** Only pages bear a certificate. */
function showing({ file }) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = '把这张纸的码给机器看';
  const answer = document.createElement('p');
  answer.role = 'status';
  button.addEventListener('click', async () => {
    const status = await send('scanner', { do: 'show', paper: file });
    answer.textContent = status === NO_CODE ? '没读出码。没装的话，先装 poppler-utils 和 zbar-tools。' : '';
  });
  return [button, answer];
}

function fileLink(paper) {
  const link = document.createElement('a');
  link.href = urlOf(paper);
  link.target = '_blank';
  link.rel = 'noreferrer';
  link.textContent = '打开文件';
  return link;
}

function urlOf({ from, file }) {
  return `/papers/${from}/${encodeURIComponent(file)}`;
}

/** The clock of the papers and of the screen, wherever the dock is looked at. */
const CLOCK = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' });

function titleOf({ from, at }) {
  return `${NAMES[from]} ${CLOCK.format(new Date(at))}`;
}

/** A click beside the paper puts it away, as Escape does. */
enlarged.addEventListener('click', (event) => {
  if (event.target === enlarged) enlarged.close();
});
