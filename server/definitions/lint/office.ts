/** Who may issue it: twenty proofs no community may, whatever they are called (民发〔2020〕20号). */
import type { WrittenDefinition } from '../definition.ts';
import type { Finding } from '../finding.ts';

export interface Refused {
  readonly refusedCategories: ReadonlySet<string>;
  readonly refusedTitles?: readonly string[];
}

export function lintOffice(definition: WrittenDefinition, refused: Refused): Finding[] {
  const findings: Finding[] = [];
  if (definition.legal_basis.length === 0) {
    findings.push({ path: ['legal_basis'], message: 'legal_basis: 至少写一条依据' });
  }
  if (refused.refusedCategories.has(definition.category)) {
    findings.push({
      path: ['category'],
      message: `category: 社区不能开这种证明（${definition.category}），见 negative-list.yaml`,
    });
  }
  return [...findings, ...lintCommunitySeal(definition, refused)];
}

/** Another word in `category` does not make a refused proof one that a community may seal. */
function lintCommunitySeal(definition: WrittenDefinition, { refusedTitles = [] }: Refused): Finding[] {
  if (definition.outcome.kind !== 'certificate' || !isOfCommunity(definition)) return [];
  const title = definition.title.zh;
  return refusedTitles
    .filter((refused) => title.includes(refused))
    .map((refused) => ({ path: ['issuer'], message: `issuer: 社区不能开${refused}，见 negative-list.yaml` }));
}

function isOfCommunity({ issuer, params }: WrittenDefinition): boolean {
  const settings = Object.entries(params).flatMap(([name, param]) =>
    !Array.isArray(param) && param.setting.startsWith('community.') ? [`<${name}>`] : [],
  );
  return (
    settings.some((gap) => issuer.includes(gap)) || /社区|居委会|居民委员会|村委会|村民委员会/u.test(issuer)
  );
}
