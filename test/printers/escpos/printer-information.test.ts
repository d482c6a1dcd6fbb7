import { duplexPair } from 'node:stream';
import { expect, it } from 'vitest';
import { printerInformation } from '#printers/escpos/printer-information.ts';

/** A far end that hears hex and answers with hex, one byte at a time. Questions: Epson's reference, GS I n, n = 65, 66, 67. */
function printerThatAnswers(answers: Readonly<Record<string, string>>) {
  const [near, far] = duplexPair();
  const heard: string[] = [];
  far.on('data', (bytes: Buffer) => {
    heard.push(bytes.toString('hex'));
    const answer = Buffer.from(answers[bytes.toString('hex')] ?? '', 'hex');
    for (const byte of answer) far.write(Buffer.of(byte));
  });
  return { port: near, heard };
}

it('hears firmware, maker and model, though a status byte cuts in', async () => {
  const { port } = printerThatAnswers({
    '1d4941': '5f312e303200', // 1.02
    '1d4942': '5f455012534f4e00', // EPSON, and within it an answer to DLE EOT
    '1d4943': '5f544d2d54383200', // TM-T82
  });
  expect(await printerInformation(port, [], 50)).toEqual({
    firmware: '1.02',
    maker: 'EPSON',
    model: 'TM-T82',
  });
});

it('leaves out what a cheap model passes over', async () => {
  const { port } = printerThatAnswers({ '1d4941': '5f312e303200' });
  expect(await printerInformation(port, ['paper_low'], 20)).toEqual({
    firmware: '1.02',
    maker: undefined,
    model: undefined,
  });
});

it('asks nothing of a printer that stands still: it would answer when nobody listens any more', async () => {
  const { port, heard } = printerThatAnswers({});
  await printerInformation(port, ['paper_out'], 20);
  expect(heard).toEqual([]);
});

it('does not wait for the end of an answer that has none', async () => {
  const { port } = printerThatAnswers({ '1d4941': '5f41'.repeat(60), '1d4943': '5f52563200' }); // RV2
  expect(await printerInformation(port, [], 50)).toEqual({
    firmware: undefined,
    maker: undefined,
    model: 'RV2',
  });
});
