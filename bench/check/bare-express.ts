/** The peer: Express with a JSON body in and a JSON body out, and nothing else. */
import type { AddressInfo } from 'node:net';
import express from 'express';

const app = express();
app.post('/', express.json(), (request, response) => {
  response.json({ service: request.body.service, decision: { result: 'yes' } });
});
const server = app.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
