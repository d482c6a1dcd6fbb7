import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KNOWN_HID_READERS } from '../../device-agent/readers/lines/hid/known-hid-readers.ts';

const FILE = join(import.meta.dirname, '../../deploy/70-linli.rules');
const rules = readFileSync(FILE, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** udev(7): a key, in braces an attribute, an operator, a value in double quotes; pairs are separated by commas. */
const PAIR = /^(SUBSYSTEMS?|KERNEL|ATTRS\{idVendor\}|ATTRS\{idProduct\}|MODE|GROUP)(==|=)"([^"\\]+)"$/u;
const ASSIGNED: ReadonlySet<string> = new Set(['MODE', 'GROUP']);

function pairsOf(rule: string): Map<string, string> {
  return new Map(
    rule.split(', ').map((pair) => {
      const [, key = `no pair: ${pair}`, operator, value = ''] = PAIR.exec(pair) ?? [];
      expect(operator, pair).toBe(ASSIGNED.has(key) ? '=' : '==');
      return [key, value];
    }),
  );
}

it('is made of rules that udev understands', () => {
  expect(rules.length).toBeGreaterThan(0);
  for (const rule of rules) expect([...pairsOf(rule).keys()]).toContain('SUBSYSTEM');
});

it('opens every device to one group and never to all', () => {
  for (const rule of rules) {
    expect(pairsOf(rule).get('MODE')).toBe('0660');
    expect(['linli', 'dialout', 'lp']).toContain(pairsOf(rule).get('GROUP'));
  }
});

it('has a rule for every reader that Linli knows', () => {
  const plugs = rules
    .map(pairsOf)
    .filter((pairs) => pairs.get('SUBSYSTEM') === 'hidraw' && pairs.get('GROUP') === 'linli')
    .map((pairs) => `${pairs.get('ATTRS{idVendor}')}:${pairs.get('ATTRS{idProduct}')}`);
  expect(plugs).toEqual(expect.arrayContaining(Object.keys(KNOWN_HID_READERS)));
});

it('gives away no HID device without naming its maker', () => {
  const onHid = rules.map(pairsOf).filter((pairs) => pairs.get('SUBSYSTEM') === 'hidraw');
  for (const pairs of onHid) expect(pairs.get('ATTRS{idVendor}')).toMatch(/^[\da-f]{4}$/u);
});
