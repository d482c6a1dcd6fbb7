/** The built screen, held in memory: no request can name a path outside it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { ScreenFault } from './screen-fault.ts';

export interface Page {
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly cacheControl: string;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
};
const TICKET_PLACE = '<meta name="linli-ticket" content="">';

/** Vite names what lies in assets/ after its content; everything else may change under its name. */
function cacheControlOf(path: string): string {
  if (path.endsWith('.html')) return 'no-store';
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/**
 * Every file of the folder by its path in the address.
 * @throws ScreenFault `screen_not_built` when the folder holds no index.html with a place for the ticket
 */
export function loadPages(dir: string): ReadonlyMap<string, Page> {
  const pages = new Map<string, Page>();
  const entries = existsSync(dir) ? readdirSync(dir, { recursive: true, withFileTypes: true }) : [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(dir, file).split(sep).join('/')}`;
    const mediaType = MEDIA_TYPES[extname(file)] ?? 'application/octet-stream';
    pages.set(path, { mediaType, bytes: readFileSync(file), cacheControl: cacheControlOf(path) });
  }
  if (!pages.get('/index.html')?.bytes.includes(TICKET_PLACE)) {
    throw new ScreenFault('screen_not_built', `${dir} holds no built screen; build it first`);
  }
  return pages;
}

export function withTicket(page: Page, ticket: string): Page {
  const html = page.bytes
    .toString('utf8')
    .replace(TICKET_PLACE, `<meta name="linli-ticket" content="${ticket}">`);
  return { ...page, bytes: Buffer.from(html) };
}
