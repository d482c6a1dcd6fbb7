import { describe, expect, it } from 'vitest';
import { a4In } from '#printers/ipp/told/media.ts';
import { TAG, type Value } from '#printers/ipp/wire/codec.ts';

const keywords = (...values: string[]): Value[] => values.map((value) => ({ tag: TAG.keyword, value }));

/** As a collection lies on the wire (RFC 8010 3.1.6): `media-col-ready` of one tray. */
const tray = (width: number, length: number): Value[] => [
  { tag: TAG.beginCollection, value: Buffer.alloc(0) },
  { tag: TAG.memberName, value: 'media-size' },
  { tag: TAG.beginCollection, value: Buffer.alloc(0) },
  { tag: TAG.memberName, value: 'x-dimension' },
  { tag: TAG.integer, value: width },
  { tag: TAG.memberName, value: 'y-dimension' },
  { tag: TAG.integer, value: length },
  { tag: TAG.endCollection, value: Buffer.alloc(0) },
  { tag: TAG.endCollection, value: Buffer.alloc(0) },
];

describe('A4', () => {
  it.each<[string, Record<string, Value[]>, string]>([
    ['by its name', { 'media-ready': keywords('na_letter_8.5x11in', 'iso_a4_210x297mm') }, 'ready'],
    ['by the old name', { 'media-ready': keywords('iso-a4') }, 'ready'],
    ['by another name of that size', { 'media-ready': keywords('custom_kiosk_210x297mm') }, 'ready'],
    ['by inches', { 'media-ready': keywords('custom_kiosk_8.27x11.69in') }, 'ready'],
    ['by its measures', { 'media-col-ready': tray(21000, 29700) }, 'ready'],
    ['by its measures, laid across', { 'media-col-ready': tray(29700, 21000) }, 'ready'],
    ['in the second tray', { 'media-col-ready': [...tray(14800, 21000), ...tray(21000, 29700)] }, 'ready'],
    ['nowhere', { 'media-ready': keywords('na_letter_8.5x11in', 'iso_a5_148x210mm') }, 'missing'],
    ['nowhere by measures', { 'media-col-ready': tray(21590, 27940) }, 'missing'],
    ['perhaps in a tray of no told size', { 'media-ready': keywords('iso_a5_148x210mm', 'auto') }, 'unknown'],
    ['perhaps, for nothing is told', {}, 'unknown'],
  ])('is found %s', (_where, attributes, answer) => {
    expect(a4In(new Map(Object.entries(attributes)))).toBe(answer);
  });
});
