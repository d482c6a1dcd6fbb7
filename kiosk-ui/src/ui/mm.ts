/** Millimetres of glass. CSS `mm` assumes 96 dpi, so the screen brings its own: `--mm`. */

/** Short side of a 23.8" portrait panel with 1080 pixels: 3.64 pixels a millimetre. */
const PANEL_SHORT_SIDE_MM = 1080 / 3.64;
/** The layout holds down to this short side; a smaller window shrinks everything instead of cutting it off. */
const LEAST_SHORT_SIDE_MM = 262;
const FALLBACK_PX_PER_MM = 3.64;

/** Sets `--mm` from what the kiosk's settings say, in device pixels, or from the window. */
export function measure(root: HTMLElement, devicePxPerMm: number | null): void {
  const { innerWidth, innerHeight, devicePixelRatio } = window;
  const shortSide = Math.min(innerWidth, innerHeight);
  const wanted = devicePxPerMm === null ? shortSide / PANEL_SHORT_SIDE_MM : devicePxPerMm / devicePixelRatio;
  root.style.setProperty('--mm', `${Math.min(wanted, shortSide / LEAST_SHORT_SIDE_MM)}px`);
}

export function mmToPx(mm: number): number {
  const px = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm'));
  return mm * (Number.isFinite(px) ? px : FALLBACK_PX_PER_MM);
}
