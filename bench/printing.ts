/** Papers and the ways to them: drawing, sealing, slips, IPP, conditions, memory. One JSON line a figure on stdout. */
import { benchCertificates } from './printing/certificates.ts';
import { benchIpp } from './printing/ipp.ts';

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  certificates: benchCertificates,
  ipp: benchIpp,
};

const [only] = process.argv.slice(2);
for (const [name, part] of Object.entries(PARTS)) if (only === undefined || only === name) await part();
