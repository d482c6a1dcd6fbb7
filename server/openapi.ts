import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { problem } from '#server/contract/problems.ts';
import type { Route } from './routes/route.ts';

/** The OpenAPI 3.1 description of the routes that are mounted: same list, same schemas. */
export function openApi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/gu, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Linli', version: '0.1.0' },
    paths,
    components: {
      securitySchemes: {
        kiosk: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'LinliKiosk <JWS>' },
        visit: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operation({ path, summary, proof, body, answers, problems = [] }: Route): object {
  const names = [...path.matchAll(/:(\w+)/gu)].map(([, name]) => name);
  const told = Object.entries(answers).map(([status, answer]) => [status, response(answer)]);
  return {
    summary,
    ...(proof ? { security: [{ [proof]: [] }] } : {}),
    ...(names.length > 0 ? { parameters: names.map(pathParameter) } : {}),
    ...(body ? { requestBody: { required: true, content: json(body) } } : {}),
    responses: {
      ...Object.fromEntries(told),
      default: { description: problemWords(problems), content: problemContent },
    },
  };
}

const pathParameter = (name: string | undefined) => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
});

function response(answer: GenericSchema | string | null): object {
  if (answer === null) return { description: 'Done; nothing to say.' };
  if (typeof answer === 'string') return { description: 'Bytes.', content: { [answer]: {} } };
  return { description: 'Done.', content: json(answer) };
}

const problemWords = (problems: readonly string[]): string =>
  ['A problem (RFC 9457).', ...(problems.length > 0 ? [`Codes: ${problems.join(', ')}.`] : [])].join(' ');

const json = (schema: GenericSchema) => ({ 'application/json': { schema: schemaOf(schema) } });
const problemContent = { 'application/problem+json': { schema: schemaOf(problem) } };

/** What JSON Schema cannot say (brands, own checks) is left out, never wrong: the server checks it all the same. */
function schemaOf(schema: GenericSchema): object {
  const { $schema: _, ...described } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' });
  return described;
}
