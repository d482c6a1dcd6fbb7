/** The dock's own web page: static files, the state as Server-Sent Events, commands by POST, papers as files. */
import { fileURLToPath } from 'node:url';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { safeParse } from 'valibot';
import { type Command, command } from './commands.ts';
import type { DockState, DockStore, Paper } from './state.ts';

const PAGE_FOLDER = fileURLToPath(new URL('page', import.meta.url));
const PDFJS_FOLDER = fileURLToPath(new URL('.', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')));
const MAX_COMMAND_BYTES = 1024;
const HEARTBEAT_MS = 15_000;

const PAGE_CSP =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; " +
  "font-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** A paper is a picture: whatever its file says, nothing in it runs. */
const PAPER_CSP = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'";

/** `far_end_down`: the device's program is not running; `no_code`: nothing could be read off the paper. */
export type Fate = 'done' | 'far_end_down' | 'no_code';
const STATUS = { done: 202, far_end_down: 503, no_code: 422 } as const satisfies Record<Fate, number>;

interface Parts {
  readonly store: DockStore;
  readonly send: (command: Command) => Promise<Fate>;
  readonly paperFolders: Readonly<Record<Paper['from'], string>>;
  /** The only values of Host that are answered, such as 127.0.0.1:7071. */
  readonly hosts: readonly string[];
}

export function dockApp(parts: Parts): Express {
  const { store, send, hosts } = parts;
  const app = express().disable('x-powered-by');
  app.use(onlyFromHere(hosts));
  app.get('/events', (req, res) => streamState(store, req, res));
  app.get('/papers/:from/:file', (req, res) => sendPaper(parts, req.params, res));
  app.post('/do', express.json({ limit: MAX_COMMAND_BYTES }), async (req, res) => {
    const wish = safeParse(command, req.body);
    if (!wish.success) return void res.status(400).json({ title: 'No such command', status: 400 });
    res.sendStatus(STATUS[await send(wish.output)]);
  });
  app.use('/pdfjs', express.static(PDFJS_FOLDER, { index: false }));
  app.use(express.static(PAGE_FOLDER));
  return app;
}

/** A page of another site can reach loopback too: it comes with a foreign Host (rebinding) or a foreign Origin. */
function onlyFromHere(hosts: readonly string[]): RequestHandler {
  return (req, res, next) => {
    res.set({ 'Content-Security-Policy': PAGE_CSP, 'X-Content-Type-Options': 'nosniff' });
    res.set({ 'Cache-Control': 'no-cache', 'Referrer-Policy': 'no-referrer' });
    const { host, origin } = req.headers;
    const isOurs = host !== undefined && hosts.includes(host);
    const isSameOrigin = origin === undefined || hosts.some((ours) => origin === `http://${ours}`);
    if (isOurs && isSameOrigin) return next();
    res.status(403).json({ title: 'Only for pages of the dock itself', status: 403 });
  };
}

function streamState(store: DockStore, req: Request, res: Response): void {
  res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  const tell = (state: DockState) => void res.write(`data: ${JSON.stringify(state)}\n\n`);
  tell(store.state);
  const stopWatching = store.watch(tell);
  const heartbeat = setInterval(() => res.write(': here\n\n'), HEARTBEAT_MS);
  req.on('close', () => {
    stopWatching();
    clearInterval(heartbeat);
  });
}

function sendPaper(parts: Parts, { from, file }: { from: string; file: string }, res: Response): void {
  const paper = parts.store.state.papers.find((known) => known.from === from && known.file === file);
  if (paper === undefined) return void res.sendStatus(404);
  res.set('Content-Security-Policy', PAPER_CSP);
  res.sendFile(paper.file, { root: parts.paperFolders[paper.from] });
}
