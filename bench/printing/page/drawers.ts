/** Those that draw the page. Each imports and opens what it needs on call, so that a fresh process measures the whole of it. */
import { readFonts } from './page.ts';

export type Draw = () => Promise<Uint8Array>;
export type Drawer = keyof typeof DRAWERS;

export const DRAWERS = {
  linli: async (): Promise<Draw> => {
    const { loadFonts, installedFallback } = await import('#printers/page/fonts.ts');
    const { renderResidenceCertificate } = await import('#printers/page/residence/residence-certificate.ts');
    const { SAMPLE } = await import('../../../test/printers/page/sample.ts');
    const fonts = await loadFonts({ fallback: await installedFallback() });
    return () => renderResidenceCertificate(SAMPLE, fonts);
  },
  pdfkit: async (): Promise<Draw> => {
    const { pdfkitPage } = await import('./pdfkit-page.ts');
    const fonts = readFonts();
    return () => pdfkitPage(fonts);
  },
  pdfmake: async (): Promise<Draw> => {
    const { pdfmakePage } = await import('./pdfmake-page.ts');
    const fonts = readFonts();
    return () => pdfmakePage(fonts);
  },
} as const;
