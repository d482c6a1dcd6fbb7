import { describe, expect, it } from 'vitest';
import { suppliesIn } from '#printers/ipp/told/supplies.ts';
import { type Attributes, TAG, type Value } from '#printers/ipp/wire/codec.ts';

const keywords = (...values: string[]): Value[] => values.map((value) => ({ tag: TAG.keyword, value }));
const numbers = (...values: number[]): Value[] => values.map((value) => ({ tag: TAG.integer, value }));
const octets = (...values: string[]): Value[] =>
  values.map((value) => ({ tag: 0x30, value: Buffer.from(value) }));
const told = (attributes: Record<string, Value[]>): Attributes => new Map(Object.entries(attributes));

describe('what is left', () => {
  it('is no A4 where every tray holds another size', () => {
    expect(suppliesIn(told({ 'media-ready': keywords('na_letter_8.5x11in') }))).toEqual([
      { kind: 'paper', name: 'A4', percent: 0 },
    ]);
  });

  it('is read from three lists side by side; a level without a sort says nothing', () => {
    const attributes = told({
      'marker-names': keywords('Black', 'Drum', 'Waste', 'Fuser'),
      'marker-types': keywords('toner-cartridge', 'opc', 'waste-toner', 'fuser'),
      'marker-levels': numbers(12, -2, 90, 50, 40),
    });
    expect(suppliesIn(attributes)).toEqual([
      { kind: 'toner', name: 'Black', percent: 12 },
      { kind: 'drum', name: 'Drum', percent: null },
      { kind: 'waste', name: 'Waste', percent: null },
    ]);
  });

  it.each([
    ['some, it cannot say how much', -3, null],
    ['unknown', -2, null],
    ['other', -1, null],
    ['nothing', 0, 0],
    ['more than all', 130, 100],
  ])('may be %s: %d', (_what, level, percent) => {
    const attributes = told({ 'marker-types': keywords('toner'), 'marker-levels': numbers(level) });
    expect(suppliesIn(attributes)).toEqual([{ kind: 'toner', name: 'toner', percent }]);
  });

  it('is read from octets of key and value, as ippeveprinter writes them, and of what they hold', () => {
    const attributes = told({
      'printer-supply': octets(
        'index=1;class=receptacleThatIsFilled;type=wasteToner;unit=percent;maxcapacity=100;level=25;colorantname=unknown;',
        'index=2;class=supplyThatIsConsumed;type=toner;unit=impressions;maxcapacity=3000;level=750;colorantname=black;',
        'index=3;class=supplyThatIsConsumed;type=staples;level=10',
        'no key at all',
      ),
      'printer-supply-description': keywords('Waste', 'Black Toner'),
      'printer-input-tray': octets(
        'type=sheetFeedAutoRemovableTray;mediafeed=0;maxcapacity=250;level=100;status=0;name=main;',
        'type=sheetFeedManual;maxcapacity=1;level=-2;status=0;name=manual',
        'type=sheetFeedAutoRemovableTray;maxcapacity=-2;level=-3;status=0;',
      ),
    });
    expect(suppliesIn(attributes)).toEqual([
      { kind: 'paper', name: 'main', percent: 40 },
      { kind: 'paper', name: '3', percent: null },
      { kind: 'waste', name: 'Waste', percent: 25 },
      { kind: 'toner', name: 'Black Toner', percent: 25 },
    ]);
  });

  it('has a name without what fills up its octets, and that of its sort where nothing is left', () => {
    const attributes = told({
      'printer-input-tray': octets(
        'type=sheetFeedAutoRemovableTray;maxcapacity=9;level=9;name= Tray\0\0\x1b',
      ),
      'marker-names': keywords('\0\0'),
      'marker-types': keywords('toner'),
      'marker-levels': numbers(12),
    });
    expect(suppliesIn(attributes)).toEqual([
      { kind: 'paper', name: 'Tray', percent: 100 },
      { kind: 'toner', name: 'toner', percent: 12 },
    ]);
  });

  it('is not read from values of another type', () => {
    const attributes = told({ 'marker-types': numbers(1), 'marker-levels': keywords('12') });
    expect(suppliesIn(attributes)).toEqual([]);
  });
});
