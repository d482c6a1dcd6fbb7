/** The algorithms of every seal: ECDSA on P-256 with SHA-256 (RFC 5758, 3.2; RFC 5754, 2). */
import { objectIdentifier, sequence } from './der.ts';

export const DIGEST = 'sha256';
export const SHA_256 = sequence(objectIdentifier('2.16.840.1.101.3.4.2.1'));
export const ECDSA_WITH_SHA_256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));
