import { describe, expect, it } from 'vitest';
import { SlipMechanism } from '#sim/printers/slip/mechanism.ts';
import { Mouth } from '#sim/printers/slip/mouth.ts';
import { type PaperRow, textOf } from '#sim/printers/slip-printer-paper.ts';
import { pictureOf } from '#sim/printers/slip-printer-picture.ts';

class Printer extends SlipMechanism {
  said = '';
  readonly papers: PaperRow[][] = [];

  constructor() {
    super(() => undefined);
  }

  hear(hex: string): void {
    this.said = '';
    this.receive(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  }

  protected override say(bytes: Buffer): void {
    this.said += bytes.toString('hex');
  }

  protected override cutOff(rows: PaperRow[]): void {
    this.papers.push(rows);
  }
}

const CUT = '1d564200';
/** Epson's reference, DLE EOT n, GS a, and FS 2; GS v 0 of its "obsolete commands". */
describe('the simulated slip printer', () => {
  it('prints a character that was drawn for it, at its place in the line', () => {
    const printer = new Printer();
    const leftColumn = `ffffff${'000000'.repeat(23)}`;
    printer.hear(`1b40 1c26 1c32fea1${leftColumn} 41 fea1 42 0a ${CUT}`);
    const [[row] = []] = printer.papers;
    expect(row && textOf(row)).toBe('A\u{fffd}B');
    expect(pictureOf(printer.papers[0] ?? [])).toContain('M0 0h1v1h-1zM0 1h1v1h-1z');
  });

  it('forgets drawn characters when it is initialised', () => {
    const printer = new Printer();
    printer.hear(`1c26 1c32b0a1${'ff'.repeat(72)} 1b40 1c26 b0a1 0a ${CUT}`);
    expect(printer.papers.map((rows) => rows.map(textOf))).toEqual([['啊']]);
  });

  it('prints the bands of a picture without a gap', () => {
    const printer = new Printer();
    printer.hear(`1d763000 0100 0200 8040 1d763000 0100 0100 20 ${CUT}`);
    expect(printer.papers).toEqual([
      [
        {
          kind: 'dots',
          align: 'left',
          rowBytes: 1,
          height: 3,
          bits: Buffer.of(0x80, 0x40, 0x20).toString('base64'),
          feed: 0,
        },
      ],
    ]);
    expect(pictureOf(printer.papers[0] ?? [])).toContain('M0 0h1v1h-1zM1 1h1v1h-1zM2 2h1v1h-1z');
  });

  it.each([
    ['well', () => {}, '12121212'],
    ['near its end', (printer: Printer) => printer.wearRoll(), '1212121e'],
    ['with a cutter that is stuck', (printer: Printer) => printer.breakCutter(), '1a521a12'],
    ['without paper', (printer: Printer) => printer.emptyPaper(), '1a32127e'],
    ['with its cover open', (printer: Printer) => printer.openCover(), '1a161212'],
  ] as const)('answers the four questions when it is %s', (_, lay, answers) => {
    const printer = new Printer();
    lay(printer);
    printer.hear('100401 100402 100403 100404');
    expect(printer.said).toBe(answers);
  });

  it('tells of changes by itself once it was asked to, until its power blinks', () => {
    const printer = new Printer();
    printer.hear('1d61ff');
    expect(printer.said).toBe('10000000');
    printer.hear('');
    printer.openCover();
    expect(printer.said).toBe('38000000');
    printer.closeCover();
    printer.powerBlink();
    printer.hear('');
    printer.openCover();
    expect(printer.said).toBe('');
  });

  it('prints nothing between XOFF and XON, and answers all the same', () => {
    const printer = new Printer();
    printer.hold();
    expect(printer.said).toBe('13');
    printer.hear(`41 0a 100404 ${CUT}`);
    expect(printer.said).toBe('12');
    expect(printer.papers).toEqual([]);
    printer.said = '';
    printer.goOn();
    expect(printer.said).toBe('11');
    expect(printer.papers).toHaveLength(1);
  });

  it('forgets what it held between XOFF and XON when it is told to', () => {
    const printer = new Printer();
    printer.hold();
    printer.hear(`41 0a ${CUT} 100502`);
    printer.goOn();
    expect(printer.papers).toEqual([]);
  });

  /** Custom's manual of KPM210: DLE EOT 20 and GS e. */
  it('holds a cut slip in its mouth until it is taken or drawn back', () => {
    const printer = new Printer();
    printer.mouth = new Mouth();
    printer.hear(`41 0a ${CUT} 1d65030c`);
    printer.hear('100414');
    expect(printer.said).toBe('100f20000000');
    printer.takePaper();
    printer.hear('100414');
    expect(printer.said).toBe('100f00000000');
    printer.hear(`42 0a ${CUT} 1d6502`);
    printer.hear('100414');
    expect(printer.said).toBe('100f00000000');
    expect(printer.mouth.retracted).toBe(1);
    expect(printer.papers).toHaveLength(2);
  });
});
