/** `submit FILE --staff N`: a definition or a region is handed in by who wrote it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readDefinition } from '../../definitions/definition-file.ts';
import { requireExamples } from '../../definitions/examples.ts';
import { regionFile } from '../../definitions/region-file.ts';
import { readYaml } from '../../definitions/yaml-file.ts';
import { archive } from '../archive.ts';
import { type Draft, type Submitted, submit } from '../drafts.ts';
import { inStaffHouse, type StaffHouse } from '../staff-house.ts';
import { said, tell } from './said.ts';
import { requireStaff } from './staff.ts';

const SUBMITTED: Readonly<Record<Submitted, string>> = {
  submitted: '交上去了，等另一个人核准。',
  unchanged: '和已经交的一模一样，没有改动。',
  version_taken: '这个版本号已经用过了，version 加一再交。',
  version_too_low: '版本号太小，要比现在用的大。',
};
export async function submitFile(args: readonly string[]): Promise<number> {
  const { what, settings, ...rest } = said(args);
  const staff = requireStaff(rest.staff);
  const yaml = readFileSync(what, 'utf8');
  return await inStaffHouse(settings, async (house) => {
    const { draft, shipped } = await draftOf(what, yaml, house);
    return tell(await submit(house.db, draft, { staff, shipped, now: house.now }), SUBMITTED, [
      'submitted',
      'unchanged',
    ]);
  });
}

/** Read as strictly as it will be when it is in force. */
async function draftOf(
  file: string,
  yaml: string,
  { shipped, db }: StaffHouse,
): Promise<{ draft: Draft; shipped: number }> {
  const sha256 = createHash('sha256').update(yaml).digest('hex');
  if (/^region:/mu.test(yaml)) {
    const { region, version } = readYaml(file, yaml, regionFile).value;
    const theirs = shipped.region?.region === region ? shipped.region.version : 0;
    return { draft: { kind: 'region', name: region, version, yaml, sha256 }, shipped: theirs };
  }
  const definition = readDefinition(file, yaml, shipped.house);
  await requireExamples(definition);
  await archive(db, [definition]);
  const { service, version } = definition.written;
  const theirs = shipped.definitions.find(({ written }) => written.service === service);
  return {
    draft: { kind: 'service', name: service, version, yaml, sha256 },
    shipped: theirs?.written.version ?? 0,
  };
}
