// report:          n | n bytes of a piece | zeros          n = FF: "received, send the next"
// first piece:     0k | CMD | status (to the host only): 90 00 good, 6E xx failed | data     k pieces follow, at most 63
// following piece: C0+i | data                                                               i = 1..k
// DK26ME and DK200ZK (0483:572B), from the source of one vendor demo. CMD 34 passes a frame to the SAM in the reader.
import { cut, type HidFraming, NOTHING, REPORT_BYTES } from '../../../lines/hid-framing.ts';
import { countedIn, countedReport } from './len-prefix-framing.ts';

const TO_LOCAL_SAM = 0x34;
const FOLLOWING = 0xc0;
const KIND_BITS = 0xc0;
const NUMBER_BITS = 0x3f;
const GOOD = 0x9000;
const PIECE_BYTES = REPORT_BYTES - 1;
const FIRST_DATA_BYTES = PIECE_BYTES - 2;
const FOLLOWING_DATA_BYTES = PIECE_BYTES - 1;
const ANSWER_HEAD_BYTES = 4;

/**
 * Reports FF are passed over: the vendor's program too sends all pieces of a long question without waiting for them,
 * and acknowledges none of an answer's. The command in an answer is not looked at (expected, not verified: 34).
 */
export class DkEnvelope implements HidFraming {
  #data: Buffer[] = [];
  #next = 0;
  #last = -1;

  pack(bytes: Uint8Array): Buffer[] {
    const following = cut(bytes.subarray(FIRST_DATA_BYTES), FOLLOWING_DATA_BYTES);
    if (following.length > NUMBER_BITS) throw new RangeError('No envelope holds so much');
    const first = Buffer.of(following.length, TO_LOCAL_SAM, ...bytes.subarray(0, FIRST_DATA_BYTES));
    return [first, ...following.map((data, at) => Buffer.of(FOLLOWING + at + 1, ...data))].map(countedReport);
  }

  unpack(report: Buffer): Buffer {
    const piece = countedIn(report);
    const [head] = piece;
    if (head === undefined) return NOTHING;
    if ((head & KIND_BITS) === 0) this.#begin(piece);
    else if (head === FOLLOWING + this.#next && this.#next <= this.#last) this.#take(piece.subarray(1));
    else this.#drop();
    return this.#next > this.#last ? this.#whole() : NOTHING;
  }

  #begin(piece: Buffer): void {
    this.#drop();
    if (piece.length < ANSWER_HEAD_BYTES || piece.readUInt16BE(2) !== GOOD) return;
    this.#last = piece.readUInt8(0) & NUMBER_BITS;
    this.#take(piece.subarray(ANSWER_HEAD_BYTES));
  }

  #take(data: Buffer): void {
    this.#data.push(data);
    this.#next += 1;
  }

  #whole(): Buffer {
    const whole = Buffer.concat(this.#data);
    this.#drop();
    return whole;
  }

  /** A piece out of its order makes worthless what came before it. */
  #drop(): void {
    this.#data = [];
    this.#next = 0;
    this.#last = -1;
  }
}
