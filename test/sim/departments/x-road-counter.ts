/** The far end of X-Road: our own security server and the provider behind it, in one. */
import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const PREFIX = '/r1/DEMO/GOV/610202/';
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/u;

/** `police.residence` is the service `residence` of the subsystem `police`. */
export const serviceIdOf = (source: string): string =>
  `${PREFIX.slice('/r1/'.length)}${source.replace('.', '/')}/person`;

export type Admission =
  | { readonly source: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly error: string };

export function admitXRoad({ url = '', headers }: IncomingMessage, body: string, client: string): Admission {
  const [, subsystem, service] = /^([a-z0-9_]+)\/([a-z0-9_]+)\/person$/u.exec(url.slice(PREFIX.length)) ?? [];
  if (!url.startsWith(PREFIX) || subsystem === undefined)
    return { error: 'Server.ServerProxy.UnknownService' };
  if (headers['x-road-client'] !== client) return { error: 'Server.ServerProxy.AccessDenied' };
  const id = String(headers['x-road-id']);
  if (!UUID.test(id) || !headers['x-road-userid'] || !headers['x-road-issue'])
    return { error: 'Client.BadRequest' };
  return {
    source: `${subsystem}.${service}`,
    headers: {
      'X-Road-Client': client,
      'X-Road-Id': id,
      'X-Road-Service': url.slice('/r1/'.length).split('/').slice(0, 5).join('/'),
      'X-Road-Request-Id': randomUUID(),
      'X-Road-Request-Hash': hashOf(url, headers, body),
    },
  };
}

/** base64 SHA512(SHA512(headers) + SHA512(body)); the bytes of the headers as assumed in docs/departments.md. */
function hashOf(url: string, headers: IncomingMessage['headers'], body: string): string {
  let head = `POST\r\n${url}\r\n`;
  for (const name of ['x-road-client', 'x-road-id', 'x-road-userid', 'x-road-issue'])
    head += `${name}:${headers[name]}\r\n`;
  const [first, second] = [head, body].map((part) => createHash('sha512').update(part, 'utf8').digest());
  return createHash('sha512')
    .update(Buffer.concat([first ?? Buffer.of(), second ?? Buffer.of()]))
    .digest('base64');
}
