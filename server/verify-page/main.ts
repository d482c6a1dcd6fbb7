/** The page at /C: takes the code out of the address, says what it is, and lets people type a number instead. */
import { drawSaying, drawVerdict } from './drawing.ts';
import { knowledgeAt } from './lists.ts';
import { liveCopyOf, lookUp } from './lookup.ts';
import { judge } from './verdict.ts';

const verdictPlace = byId('verdict');
const invitation = byId('invitation');
const answer = byId('answer');

window.addEventListener('hashchange', () => void showCode());
document.querySelector('form')?.addEventListener('submit', (event) => {
  event.preventDefault();
  if (event.target instanceof HTMLFormElement) void showLookup(event.target);
});
void showCode();

async function showCode(): Promise<void> {
  const digits = location.hash.slice(1);
  if (digits === '' && !verdictPlace.hidden) return;
  forgetCode();
  invitation.hidden = digits !== '';
  document.body.dataset['state'] = digits === '' ? 'invitation' : 'loading';
  if (digits === '') return;
  const verdict = judge(digits, await knowledgeAt(Math.floor(Date.now() / 1000)));
  const live = verdict.kind === 'not_live' ? await liveCopyOf(verdict.claims) : undefined;
  drawVerdict(verdictPlace, verdict, live);
  document.body.dataset['state'] = verdict.kind;
}

/** The code names a person's address: it shall stay neither in the address bar nor in the history. */
function forgetCode(): void {
  history.replaceState(null, '', location.pathname);
}

async function showLookup(form: HTMLFormElement): Promise<void> {
  const typed = new FormData(form);
  const button = form.querySelector('button');
  if (button) button.disabled = true;
  drawSaying(answer, await lookUp(String(typed.get('number')), String(typed.get('lastFour'))));
  if (button) button.disabled = false;
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}
