import type { CivilDate } from '../../rules/civil-date.ts';
import type { Path, WrittenParameters } from '../definition.ts';
import type { Finding } from '../yaml-file.ts';

/**
 * A value is good until the next begins, so ranges overlap only when two begin on one day or stand out of order.
 * `begins`: the first day of the service. `at`: where the parameters stand in the file.
 */
export function lintParameters(params: WrittenParameters, begins: CivilDate, at: Path): Finding[] {
  return Object.entries(params).flatMap(([name, param]) => {
    if (!Array.isArray(param)) return [];
    const days = param.map(({ from }) => from);
    const path = [...at, name];
    const findings: Finding[] = [];
    if (days.some((day, index) => index > 0 && day <= (days[index - 1] ?? ''))) {
      const message = `${path.join('.')}: ranges overlap; each from must be later than the one before`;
      findings.push({ path, message });
    }
    if ((days[0] ?? '') > begins) {
      findings.push({ path, message: `${path.join('.')}: no value on ${begins}, when the service begins` });
    }
    return findings;
  });
}
