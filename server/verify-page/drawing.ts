/** Writes what was found into the page. Text only: nothing that came over a code or a wire is read as markup. */
import type { Mood, Verdict } from '#server/contract/paper/code-verdict.ts';
import { factsOf } from '#server/contract/paper/facts.ts';
import { COMPARE_TEXT, COMPARE_TITLE, type Saying, sayingOf, spokenDay } from './words.ts';

export function drawVerdict(section: HTMLElement, verdict: Verdict, live?: string): void {
  const claims = 'claims' in verdict ? [paper(factsOf(verdict.claims, spokenDay))] : [];
  section.replaceChildren(saying(sayingOf(verdict, live), 'h1'), ...claims);
  section.hidden = false;
}

/** Below the form, whose heading is of the second level. */
export function drawSaying(place: HTMLElement, said: Saying): void {
  place.replaceChildren(saying(said, 'h3'));
}

function saying({ mood, title, text }: Saying, heading: 'h1' | 'h3'): HTMLElement {
  const box = element('div', [shape(mood), element(heading, [title]), element('p', [text])]);
  box.className = 'found';
  box.dataset['mood'] = mood;
  return box;
}

function paper(facts: ReturnType<typeof factsOf>): HTMLElement {
  const rows = facts.map(([name, value]) => element('div', [element('dt', [name]), element('dd', [value])]));
  const sheet = element('div', [
    element('h2', [COMPARE_TITLE]),
    element('p', [COMPARE_TEXT]),
    element('dl', rows),
  ]);
  sheet.className = 'paper';
  return sheet;
}

/** The word beside it says the same; whoever hears the page needs only that. */
function shape(mood: Mood): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#${mood}`);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}

function element(tag: string, children: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
}
