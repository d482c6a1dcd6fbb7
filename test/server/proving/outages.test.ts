import { expect, it } from 'vitest';
import { type Definition, readDefinition } from '../../../server/definitions/definition-file.ts';
import { outagesOf } from '../../../server/proving/outages.ts';
import { servedBy } from '../../../server/proving/served.ts';
import { house, shippedDefinition, shippedWith } from '../rules/definitions.ts';

const certificate = shippedDefinition();

it('tells of each department that is down whether a service still works or only tells whom to ask', async () => {
  const cardOnly = readDefinition(
    'card.yaml',
    shippedWith('service: residence-certificate', 'service: other'),
    house,
  );
  const [register, visit] = await outagesOf([certificate, cardOnly], ['register.residence', 'visit']);
  expect(register).toEqual({
    source: 'register.residence',
    effects: new Map([
      ['residence-certificate', 'asks'],
      ['other', 'asks'],
    ]),
  });
  expect(visit?.effects.get('residence-certificate')).toBe('works');
});

it('tells apart what ends here, what is guided and what is not served', () => {
  const guided: Definition = {
    ...certificate,
    written: {
      ...certificate.written,
      outcome: { kind: 'booking', meanwhile: { where: { zh: '服务台' }, bring: [] } },
    },
  };
  const definitions = new Map([
    ['residence-certificate', certificate],
    ['physio-book', guided],
  ]);
  const served = (by: string) =>
    servedBy({ says: '…', domain: 'community', by, source: 'assumed' }, definitions, new Set(['kinship']));
  expect(served('residence-certificate')).toBe('ended');
  expect(served('physio-book')).toBe('guided');
  expect(served('refused-proof:kinship')).toBe('ended');
  expect(served('refused-proof:horoscope')).toBe('not_served');
  expect(served('passport')).toBe('not_served');
  expect(served('none')).toBe('not_served');
});
