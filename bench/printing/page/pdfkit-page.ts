/** The page by pdfkit, in its own way: flowing text with `continued`. */
import PDFDocument from 'pdfkit';
import { COLUMN, type FontBytes, LEFT, qrPath, RED, starPath, words } from './page.ts';

export async function pdfkitPage(fonts: FontBytes): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: 'A4', margin: LEFT, info: { Title: words.title, Producer: 'pdfkit' } });
  const chunks: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => doc.on('end', resolve));
  doc.registerFont('regular', fonts.regular);
  doc.registerFont('bold', fonts.bold);
  drawHead(doc);
  drawBody(doc);
  drawSeal(doc, 390, 420);
  drawSignature(doc);
  drawFoot(doc);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

function drawHead(doc: PDFKit.PDFDocument): void {
  doc.font('regular').fontSize(9);
  doc.text(words.header[0], LEFT, 67, { lineBreak: false });
  doc.text(words.header[1], LEFT, 67, { width: COLUMN, align: 'right' });
  doc.rect(LEFT, 86, COLUMN, 0.4).fill('black');
  doc.font('bold').fontSize(32);
  doc.text(words.title, LEFT, 155, { width: COLUMN, align: 'center', characterSpacing: 13 });
}

function drawBody(doc: PDFKit.PDFDocument): void {
  doc.fontSize(15.75);
  let y: number | undefined = 248;
  for (const paragraph of [words.statement, words.terms]) {
    paragraph.forEach((text, index) => {
      const isFact = index % 2 === 1;
      const continued = index < paragraph.length - 1;
      const options = {
        continued,
        underline: isFact,
        lineGap: 9.4,
        indent: 31.5,
        align: 'justify',
        width: COLUMN,
      } as const;
      doc.font(isFact ? 'bold' : 'regular');
      if (index === 0) doc.text(text, LEFT, y, options);
      else doc.text(text, options);
    });
    y = undefined;
  }
}

function drawSeal(doc: PDFKit.PDFDocument, x: number, y: number): void {
  doc.save().translate(x, y);
  doc.circle(0, 0, 58).lineWidth(3.3).stroke(RED);
  doc.path(starPath(19.5)).fill(RED);
  doc.font('bold').fontSize(14.7).fillColor(RED);
  const issuer = Array.from(words.signature[0]);
  issuer.forEach((char, index) => {
    doc.save().rotate((index - (issuer.length - 1) / 2) * 25);
    doc.text(char, -7.4, -57, { lineBreak: false }).restore();
  });
  doc.fontSize(8.8).text(words.sealUse, -31, 29, { lineBreak: false });
  doc.restore().fillColor('black');
}

function drawSignature(doc: PDFKit.PDFDocument): void {
  doc.font('regular').fontSize(15.75);
  doc.text(words.signature[0], 300, 405, { width: 180, align: 'center' });
  doc.text(words.signature[1], 300, 430, { width: 180, align: 'center' });
}

function drawFoot(doc: PDFKit.PDFDocument): void {
  doc.rect(LEFT, 650, COLUMN, 0.4).fill('black');
  doc.path(qrPath(LEFT, 667, 1.41732)).fill('black');
  doc.fontSize(9);
  words.foot.forEach((line, index) => {
    doc.font(index === 0 ? 'bold' : 'regular');
    doc.text(line, 204, 690 + index * 15.5, { width: 325 });
  });
}
