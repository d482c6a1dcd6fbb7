/** Rules: one decision, the whole catalogue for one resident, departments asked over HTTP, the catalogue read and linted. */
import { benchCatalogue } from './rules/catalogue.ts';
import { benchDecisions } from './rules/decisions.ts';
import { benchDepartments } from './rules/departments.ts';
import { benchMatch } from './rules/match.ts';

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  decisions: benchDecisions,
  match: benchMatch,
  departments: benchDepartments,
  catalogue: benchCatalogue,
};

const [only] = process.argv.slice(2);
for (const [name, part] of Object.entries(PARTS)) if (only === undefined || only === name) await part();
