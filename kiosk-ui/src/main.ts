import './theme.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { AgentLink } from './links/agent.ts';
import { listenForScans } from './scan/keyboard-scanner.ts';
import { measure } from './ui/mm.ts';
import { VisitStore } from './visit-store.svelte.ts';
import { wipe } from './wipe.ts';
import { fetchTroubles } from './words/troubles.svelte.ts';
import { zh } from './words/zh.ts';

const root = document.documentElement;
let pxPerMm: number | null = null;
measure(root, pxPerMm);
addEventListener('resize', () => measure(root, pxPerMm));
document.title = zh.title;

const ticket = document.querySelector<HTMLMetaElement>('meta[name=linli-ticket]')?.content ?? '';
const page = new URL(location.href);
const store: VisitStore = new VisitStore({
  connect: (heard, lost) => new AgentLink(page, ticket, { heard, lost }),
  server: async (url) => new (await import('./links/server.ts')).ServerLink(url),
  wipe,
  measured: (told) => {
    pxPerMm = told;
    measure(root, pxPerMm);
  },
});
listenForScans(
  window,
  () => store.state.machine?.scanner === null,
  (code) => store.happen({ type: 'scanned', code }),
);
mount(App, { target: document.body, props: { store } });
void fetchTroubles();
