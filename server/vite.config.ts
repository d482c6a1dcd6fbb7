import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const PAGES = ['verify-page', 'console'];

/**
 * Builds the server's own pages into dist/server/<page>, what they share into dist/server/assets. Nothing is inlined:
 * they are served under a strict CSP. Addresses are relative, so a proxy may put them under a path of its own.
 */
export default defineConfig({
  root,
  base: './',
  build: {
    outDir: '../dist/server',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: PAGES.map((page) => `${root}${page}/index.html`).filter((file) => existsSync(file)),
    },
  },
});
