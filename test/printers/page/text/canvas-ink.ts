/** Text drawn by Chromium, whose shaping is HarfBuzz's, with a font of ours. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openBrowser } from '../../../chromium.ts';

export interface InkPicture {
  readonly width: number;
  readonly height: number;
  /** Of the pixel by its number, row by row. */
  isInk(at: number): boolean;
}

const [WIDTH, HEIGHT] = [1200, 300];

/** Runs in the browser: answers a digit a pixel for each text, drawn from right to left. */
const DRAW = `async ({ texts, font, sizePx, width, height }) => {
  const face = new FontFace('Ours', 'url(data:font/ttf;base64,' + font + ')');
  document.fonts.add(await face.load());
  return texts.map((text) => {
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.direction = 'rtl';
    context.font = sizePx + 'px Ours';
    context.fillText(text, width - sizePx, 2 * sizePx);
    const { data } = context.getImageData(0, 0, width, height);
    return Array.from({ length: width * height }, (_, at) => (data[4 * at + 3] > 127 ? '1' : '0')).join('');
  });
}`;

export async function inkOfCanvas(
  texts: readonly string[],
  font: string,
  sizePx: number,
): Promise<InkPicture[]> {
  const file = createRequire(import.meta.url).resolve(`@expo-google-fonts/${font}`);
  const order = {
    texts,
    font: readFileSync(file).toString('base64'),
    sizePx,
    width: WIDTH,
    height: HEIGHT,
  };
  const browser = await openBrowser();
  try {
    const tab = await browser.newPage();
    const inks = await tab.evaluate<string[]>(`(${DRAW})(${JSON.stringify(order)})`);
    return inks.map((ink) => ({ width: WIDTH, height: HEIGHT, isInk: (at) => ink[at] === '1' }));
  } finally {
    await browser.close();
  }
}
