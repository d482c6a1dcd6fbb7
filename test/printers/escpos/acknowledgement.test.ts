import { describe, expect, it } from 'vitest';
import { Acknowledgement, type Completion } from '#printers/escpos/acknowledgement.ts';
import { StatusStream } from '#printers/escpos/line/status.ts';

const isWhole = (completion: Completion, answer: string): boolean => {
  const question = new Acknowledgement(completion, 0x0123);
  for (const said of new StatusStream().push(Buffer.from(answer, 'hex'))) question.hear(said);
  return question.came.aborted;
};

// Questions and answers after Epson's ESC/POS reference, sections GS r and GS ( H.
describe('the question behind a piece', () => {
  it.each([
    ['stream_ack', '1d72011d7201'],
    ['process_id', '1d284806003030' + '41424344'],
  ] as const)('is, by %s, %s', (completion, bytes) => {
    expect(new Acknowledgement(completion, 0x0123).question.toString('hex')).toBe(bytes);
  });

  it.each([
    ['stream_ack', '0000', 'the paper twice'],
    ['stream_ack', '0303', 'the paper low'],
    ['stream_ack', '00120012', 'a realtime answer between'],
    ['process_id', '37224142434400', 'its own name'],
    ['process_id', '372241421243' + '4400', 'its own name, a realtime answer inside'],
  ] as const)('is answered, by %s, with %s: %s', (completion, answer, _) => {
    expect(isWhole(completion, answer)).toBe(true);
  });

  it.each([
    ['stream_ack', '00', 'a lone byte'],
    ['stream_ack', '0012121212', 'a lone byte and realtime answers'],
    ['stream_ack', '00ff8091', 'a lone byte and noise'],
    ['stream_ack', '10000000', 'automatic status, as after switching on'],
    ['stream_ack', '37224142434400', 'a name'],
    ['process_id', '0000', 'two bytes'],
    ['process_id', '37224142434300', 'the name of another question'],
    ['process_id', '372241424344', 'half a name'],
  ] as const)('is not answered, by %s, with %s: %s', (completion, answer, _) => {
    expect(isWhole(completion, answer)).toBe(false);
  });
});
