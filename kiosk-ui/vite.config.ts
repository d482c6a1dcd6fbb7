import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** Builds the screen into dist/kiosk-ui. Nothing is inlined: the agent serves it under a strict CSP. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [
    svelte({
      configFile: false,
      compilerOptions: {
        runes: true,
        discloseVersion: false,
        // Every styled element carries this name: the shorter, the sooner the page is here.
        cssHash: ({ hash, css }) => `s${hash(css).slice(0, 4)}`,
      },
    }),
  ],
  build: {
    outDir: '../dist/kiosk-ui',
    emptyOutDir: true,
    target: 'chrome120',
    assetsInlineLimit: 0,
    // One style sheet, there before the screens that come later.
    cssCodeSplit: false,
    modulePreload: false,
  },
});
