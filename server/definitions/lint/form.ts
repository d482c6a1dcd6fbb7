/** What is asked and what is chosen: each answer under a name of its own, and none in the place of a department's. */
import type { Path, WrittenDefinition } from '../definition.ts';
import type { Finding } from '../finding.ts';

/** The source whose facts the resident's own answers are. */
const FORM_FACT = /^form\./u;

export function lintForm({ form, outcome }: WrittenDefinition): Finding[] {
  const choices = form.map((field) => (field.kind === 'choice' ? field.choices : []));
  const facts = form.map((field) => (field.kind === 'choice' ? field.fact : undefined));
  const purposes = outcome.kind === 'certificate' ? outcome.purposes : [];
  return [
    ...doubled(form.map(({ id }, at) => ({ path: ['form', at, 'id'], name: id }))),
    ...doubled(facts.map((fact, at) => ({ path: ['form', at, 'fact'], name: fact }))),
    ...facts.flatMap((fact, at) => foreign(['form', at, 'fact'], fact)),
    ...choices.flatMap((each, at) =>
      doubled(each.map(({ code }, index) => ({ path: ['form', at, 'choices', index, 'code'], name: code }))),
    ),
    ...doubled(purposes.map(({ code }, at) => ({ path: ['outcome', 'purposes', at, 'code'], name: code }))),
  ];
}

interface Named {
  readonly path: Path;
  readonly name: string | undefined;
}

function doubled(named: readonly Named[]): Finding[] {
  const names = named.map(({ name }) => name);
  return named.flatMap(({ path, name }, at) =>
    name === undefined || names.indexOf(name) === at
      ? []
      : [{ path, message: `${path.join('.')}: ${name} 已经用过了，换一个` }],
  );
}

function foreign(path: Path, fact: string | undefined): Finding[] {
  if (fact === undefined || FORM_FACT.test(fact)) return [];
  return [{ path, message: `${path.join('.')}: 居民自己回答的要以 form. 开头，不是 ${fact}` }];
}
