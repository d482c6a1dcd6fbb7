/** Draws the first page of a PDF. The library is loaded when the first page comes out. */
const LIBRARY = '/pdfjs/pdf.min.mjs';
const WORKER = '/pdfjs/pdf.worker.min.mjs';

let library;

async function load() {
  const pdfjs = await import(LIBRARY);
  pdfjs.GlobalWorkerOptions.workerSrc = WORKER;
  return pdfjs;
}

/** Rejects when the file is no PDF. `widthPx` is in CSS pixels. */
export async function drawPage(canvas, url, widthPx) {
  library ??= load();
  const { getDocument } = await library;
  const task = getDocument({ url, isEvalSupported: false });
  try {
    const page = await (await task.promise).getPage(1);
    const scale = (widthPx * window.devicePixelRatio) / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale });
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    await page.render({ canvas, viewport }).promise;
    canvas.dataset.drawn = 'yes';
  } finally {
    await task.destroy();
  }
}
