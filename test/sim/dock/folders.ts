/** What the dock reads from disk at the start: the cards one may lay, the papers of an earlier run. */
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { looseObject, parse, string } from 'valibot';
import type { Card, Paper } from './state.ts';

const cardFile = looseObject({ label: string() });

/** Every card of a folder by file name; throws when one has no label. */
export function readCards(folder: string): Card[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => ({
    file,
    label: parse(cardFile, JSON.parse(readFileSync(join(folder, file), 'utf8'))).label,
  }));
}

/** Newest first. The folder is made if it is not there. */
export function readPapers(folder: string, from: Paper['from']): Paper[] {
  mkdirSync(folder, { recursive: true });
  const ending = from === 'page' ? '.pdf' : '.svg';
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  const papers = files.map((file) => ({ from, file, at: statSync(join(folder, file)).mtime.toISOString() }));
  return papers.sort(newestFirst);
}

export function newestFirst(a: Paper, b: Paper): number {
  return b.at.localeCompare(a.at);
}
