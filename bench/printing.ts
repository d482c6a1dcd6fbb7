/** Papers and the ways to them: drawing, sealing, slips, IPP, conditions, memory. One JSON line a figure on stdout. */
import { benchCertificates } from './printing/certificates.ts';
import { benchConditions } from './printing/conditions.ts';
import { benchIpp } from './printing/ipp.ts';
import { benchMemory } from './printing/memory.ts';
import { benchSealing } from './printing/sealing.ts';
import { benchSlips } from './printing/slips.ts';

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  certificates: benchCertificates,
  sealing: benchSealing,
  slips: benchSlips,
  ipp: benchIpp,
  conditions: benchConditions,
  memory: benchMemory,
};

const [only] = process.argv.slice(2);
for (const [name, part] of Object.entries(PARTS)) if (only === undefined || only === name) await part();
