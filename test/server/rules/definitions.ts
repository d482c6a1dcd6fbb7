/** The shipped definition as text, and the same text with something in it changed. */
import { readFileSync } from 'node:fs';
import { type Definition, readDefinition } from '../../../server/definitions/definition-file.ts';
import { readHouse } from '../../../server/services/catalogue.ts';

const services = new URL('../../../server/services/', import.meta.url);
export const shippedYaml = readFileSync(new URL('residence-certificate.yaml', services), 'utf8');
export const house = readHouse();

/** Throws when the text is not there, so that a test never passes on an unchanged file. */
export function shippedWith(from: string, to: string): string {
  if (!shippedYaml.includes(from)) throw new Error(`not in the definition: ${from}`);
  return shippedYaml.replace(from, to);
}

export function shippedDefinition(): Definition {
  return readDefinition('residence-certificate.yaml', shippedYaml, house);
}
