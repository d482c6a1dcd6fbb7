import type { Duplex } from 'node:stream';
import { ReaderFault } from '../reader-fault.ts';
import { AnswerParser, type Found } from './answer-parser.ts';
import { encodeCommand, type SamAnswer } from './sam-frame.ts';

export interface Question {
  /** For the log. */
  readonly name: string;
  readonly command: number;
  readonly parameter: number;
  /**
   * Whether an answer can be one to this question. Answers do not name their question, but their word and length do:
   * one that comes late, after its question was given up, is told by them and passed over.
   */
  readonly answeredBy: (answer: SamAnswer) => boolean;
}

const asking = new WeakSet<Duplex>();

/**
 * One command, one whole answer. What was on the line before, and what comes after, belongs to nobody.
 * @throws ReaderFault reader_silent, reader_damaged_answer (bytes came, but no whole answer), reader_absent (the line closed)
 */
export async function exchange(line: Duplex, question: Question, answerWithinMs: number): Promise<SamAnswer> {
  if (asking.has(line)) throw new Error('A reader takes one question at a time');
  asking.add(line);
  const heard = Promise.withResolvers<SamAnswer>();
  const listener = new AnswerListener(question, heard.resolve);
  const hear = (bytes: Buffer) => listener.hear(bytes);
  const lineClosed = () => heard.reject(new ReaderFault('reader_absent', `${question.name}: line closed`));
  const timer = setTimeout(() => heard.reject(listener.nothingWhole()), answerWithinMs);
  line.on('data', hear).once('close', lineClosed);
  line.write(encodeCommand(question.command, question.parameter), (error) => error && lineClosed());
  try {
    return await heard.promise;
  } finally {
    clearTimeout(timer);
    line.off('data', hear).off('close', lineClosed);
    asking.delete(line);
  }
}

/** Listens for the answer to one question and remembers what else it heard. */
class AnswerListener {
  readonly #question: Question;
  readonly #onAnswer: (answer: SamAnswer) => void;
  readonly #parser = new AnswerParser();
  /** Bytes thrown away, and whole answers to other questions passed over. */
  #noise = 0;
  #otherAnswers = 0;

  constructor(question: Question, onAnswer: (answer: SamAnswer) => void) {
    this.#question = question;
    this.#onAnswer = onAnswer;
  }

  hear(bytes: Buffer): void {
    this.#take(this.#parser.take(bytes));
  }

  /** Time is up: looks a last time behind a false start, then says what was missing. */
  nothingWhole(): ReaderFault {
    this.#take(this.#parser.end());
    const { name } = this.#question;
    if (this.#noise + this.#otherAnswers === 0) return new ReaderFault('reader_silent', `${name}: no answer`);
    const heard = `${this.#noise} bytes of noise, ${this.#otherAnswers} answers to other questions`;
    return new ReaderFault('reader_damaged_answer', `${name}: ${heard}`);
  }

  #take(found: readonly Found[]): void {
    for (const item of found) {
      if (item.kind === 'discarded') this.#noise += item.bytes;
      else if (this.#question.answeredBy(item.answer)) this.#onAnswer(item.answer);
      else this.#otherAnswers += 1;
    }
  }
}
