/** The staff page: asks how the machines are, says it in sentences. Read only. */
import { parse } from 'valibot';
import { fleet } from '#server/contract/fleet.ts';
import { pace } from '#server/contract/pace.ts';
import { drawActs, drawKiosks, drawPace, drawSum } from './draw.ts';
import { clock, viewOf } from './kiosk-view.ts';
import { paceViewOf } from './pace-view.ts';

const ASK_EVERY_MS = 3000;
const ASK_PACE_EVERY_MS = 60_000;
const ANSWER_WITHIN_MS = 5000;

const place = (id: string): Element => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`index.html has no #${id}`);
  return found;
};
const link = place('link');
let drawn = '';
let lastGoodMs: number | undefined;

async function ask(): Promise<void> {
  const response = await fetch('/api/fleet', { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  const { kiosks } = parse(fleet, await response.json());
  // The server's clock, not this computer's: it is the one that noted when a kiosk was last heard.
  lastGoodMs = Date.parse(response.headers.get('date') ?? '') || Date.now();
  const nowMs = lastGoodMs;
  show(kiosks.map((kiosk) => viewOf(kiosk, nowMs)));
  link.textContent = `${clock(nowMs)} 的情况，每 3 秒看一次`;
}

/** What has not changed is left alone, so that text can be selected and a screen reader is not interrupted. */
function show(views: ReturnType<typeof viewOf>[]): void {
  const now = JSON.stringify(views);
  if (now === drawn) return;
  drawn = now;
  drawSum(place('sum'), views);
  drawKiosks(place('kiosks'), views);
  drawActs(place('acts'), views);
}

/** While the server is away the last picture stays, with its hour: the kiosks are not what is broken. */
async function askForEver(): Promise<void> {
  try {
    await ask();
    link.removeAttribute('data-mood');
  } catch {
    link.setAttribute('data-mood', 'bad');
    link.textContent =
      lastGoodMs === undefined ? '服务器没有回答' : `服务器没有回答，下面是 ${clock(lastGoodMs)} 的情况`;
  }
  setTimeout(() => void askForEver(), ASK_EVERY_MS);
}

/** While there is no answer the last figures stay: they are of a month. */
async function askPace(): Promise<void> {
  const response = await fetch('/api/pace', { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  if (!response.ok) return;
  const view = paceViewOf(parse(pace, await response.json()));
  place('pace-sum').textContent = view.says;
  drawPace(place('pace-rows'), view);
  place('pace-table').toggleAttribute('hidden', view.rows.length === 0);
  place('pace').removeAttribute('hidden');
}

async function askPaceForEver(): Promise<void> {
  await askPace().catch(() => {});
  setTimeout(() => void askPaceForEver(), ASK_PACE_EVERY_MS);
}

void askForEver();
void askPaceForEver();
