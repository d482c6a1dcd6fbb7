import { afterEach, beforeEach, expect, it } from 'vitest';
import { ServerLink } from '../../../kiosk-ui/src/links/server.ts';
import { CUT, FakeServer, no } from '../fake-server.ts';
import { opened } from '../machine.ts';

const NUMBER = '610202001001-2026-000173';

let server: FakeServer;
let link: ServerLink;
beforeEach(async () => {
  server = new FakeServer();
  link = new ServerLink(await server.listen());
  await link.openVisit('sealed');
});
afterEach(() => server.close());

it('tells the server once, with the token of the visit, that a paper came', async () => {
  await link.bearWitness(NUMBER, 2);
  const body = { number: NUMBER, copy: 2, came: true };
  expect(server.askedAt('/api/witnesses')).toMatchObject([{ token: opened().token, body }]);
});

it('tells it again when it was not heard, and takes a no for an answer', async () => {
  server.will['/api/witnesses'] = [CUT, no(503, 'database_unavailable'), no(409, 'not_in_doubt')];
  await link.bearWitness(NUMBER, 2);
  expect(server.askedAt('/api/witnesses')).toHaveLength(3);
});

it('tells it no more when the visit is over: the next token is another resident’s', async () => {
  server.will['/api/witnesses'] = [CUT];
  const telling = link.bearWitness(NUMBER, 2);
  await Promise.all([link.endVisit(), telling]);
  expect(server.askedAt('/api/witnesses')).toHaveLength(1);
});
