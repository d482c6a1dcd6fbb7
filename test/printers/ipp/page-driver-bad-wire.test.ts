import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ippPageDriver } from '#printers/ipp/page-driver.ts';
import { driverFor, Print, pdf, startPrinter } from './page-bench.ts';

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `ipp://127.0.0.1:${(server.address() as AddressInfo).port}/ipp/print`;
}

/** A cable between driver and printer; `carry` decides what becomes of what the printer says. */
async function cable(printerUrl: string, carry: (said: Buffer, driver: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((driver) => {
    const printer = connect(Number(new URL(printerUrl.replace('ipp', 'http')).port), '127.0.0.1');
    for (const socket of [driver, printer])
      sockets.add(socket.setNoDelay(true).on('error', () => socket.destroy()));
    driver.on('data', (bytes) => printer.write(bytes)).on('close', () => printer.destroy());
    printer.on('data', (bytes) => carry(bytes, driver)).on('close', () => driver.destroy());
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return listen(server);
}

async function httpPrinter(answer: RequestListener): Promise<string> {
  const server = createHttpServer(answer);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return listen(server);
}

describe('on a bad wire', () => {
  it('a page is done, though every answer drips in byte by byte', async () => {
    const printer = await startPrinter();
    const url = await cable(printer.url, (said, driver) => {
      for (const byte of said) driver.write(Buffer.of(byte));
    });
    expect(await new Print(driverFor(url), await pdf(1)).ended).toMatchObject({ type: 'done' });
  });

  it('a page whose hand-over was never confirmed is followed, not sent again', async () => {
    const printer = await startPrinter();
    let sendings = 0;
    let isSending = false;
    printer.onRequest = ({ operation }) => {
      isSending = operation === 0x0006;
      sendings += Number(isSending);
    };
    const url = await cable(printer.url, (said, driver) => {
      if (isSending) driver.destroy();
      else driver.write(said);
    });
    expect(await new Print(driverFor(url), await pdf(1)).ended).toMatchObject({ type: 'done' });
    expect(sendings).toBe(1);
    expect(printer.papers).toHaveLength(1);
  });

  it('a job whose making was never confirmed is looked up by its name, not made again', async () => {
    const printer = await startPrinter();
    let creations = 0;
    let isCreating = false;
    printer.onRequest = ({ operation }) => {
      isCreating = operation === 0x0005;
      creations += Number(isCreating);
    };
    const url = await cable(printer.url, (said, driver) => {
      if (isCreating) driver.destroy();
      else driver.write(said);
    });
    expect(await new Print(driverFor(url), await pdf(1)).ended).toMatchObject({ type: 'done' });
    expect(creations).toBe(1);
    expect(printer.papers).toHaveLength(1);
  });

  it('a page whose document was lost on the way is taken back as not printed', async () => {
    const printer = await startPrinter();
    const url = await cable(printer.url, (said, driver) => driver.write(said));
    const dropDocument = createServer((driver) => {
      driver.on('error', () => {});
      const through = connect(Number(new URL(url.replace('ipp', 'http')).port), '127.0.0.1');
      through.on('error', () => {}).on('data', (bytes) => driver.write(bytes));
      driver.on('data', (bytes) => (bytes.includes('%PDF') ? driver.destroy() : through.write(bytes)));
      driver.on('close', () => through.destroy());
    });
    onTestFinished(() => void dropDocument.close());
    const print = new Print(driverFor(await listen(dropDocument)), await pdf(1));
    expect(await print.ended).toEqual({ type: 'not_printed', reason: 'canceled' });
    expect(printer.papers).toEqual([]);
  });

  it('a printer that takes the call and says nothing is offline', async () => {
    const url = await httpPrinter(() => {});
    const driver = driverFor(url, { answerWithinMs: 30 });
    expect(await driver.status()).toEqual({ conditions: ['offline'], busy: false, supplies: [] });
    expect(await new Print(driver, await pdf(1)).ended).toMatchObject({ type: 'not_printed' });
  });

  it('a printer that drips for ever is offline', async () => {
    const url = await httpPrinter((_request, response) => {
      const drip = setInterval(() => response.write('\0'), 5);
      response.on('close', () => clearInterval(drip));
    });
    expect(await driverFor(url, { answerWithinMs: 60 }).status()).toMatchObject({ conditions: ['offline'] });
  });

  it.each([
    ['a page of HTML', 200, '<html>hello</html>'],
    ['an HTTP error', 500, ''],
    ['nothing', 200, ''],
    ['the answer to another question', 200, '\x02\0\0\0\x7f\x7f\x7f\x7f\x03'],
    ['more than any printer has to say', 200, 'x'.repeat(2 * 1024 * 1024)],
  ])('a printer that answers %s is offline', async (_what, status, body) => {
    const url = await httpPrinter((request, response) => {
      request.resume().on('end', () => response.writeHead(status).end(body));
    });
    expect(await driverFor(url).status()).toEqual({ conditions: ['offline'], busy: false, supplies: [] });
  });

  it('a printer that says it is well but not in which state is offline', async () => {
    const url = await httpPrinter(async (request, response) => {
      const asked = await buffer(request);
      // RFC 8010 3.1.8: version 2.0, successful-ok, the request's own id, an empty group of the printer, the end.
      response.end(Buffer.concat([Buffer.of(2, 0, 0, 0), asked.subarray(4, 8), Buffer.of(4, 3)]));
    });
    expect(await driverFor(url).status()).toEqual({ conditions: ['offline'], busy: false, supplies: [] });
  });

  it('a web server under the address of the printer never gets the document', async () => {
    const bodies: Buffer[] = [];
    const url = await httpPrinter(async (request, response) => {
      bodies.push(await buffer(request));
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>hello</title>');
    });
    expect(await new Print(driverFor(url), await pdf(1)).ended).toMatchObject({ type: 'not_printed' });
    expect(bodies).not.toEqual([]);
    expect(Buffer.concat(bodies).includes('%PDF')).toBe(false);
  });

  it('an address of another kind is refused at once', () => {
    expect(() => ippPageDriver({ url: 'ftp://127.0.0.1/' })).toThrow(TypeError);
  });
});
