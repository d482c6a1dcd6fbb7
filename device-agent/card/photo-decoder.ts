/**
 * The photo of a card is packed in a closed format (WLT): whoever has a program that unpacks it names it in kiosk.yaml.
 * It is nobody's friend: bytes in, picture out, and an end to it in every case.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { MAX_MESSAGE_BYTES, type Photo } from '../contract/messages.ts';
import type { Log } from '../log.ts';

/** More than this on stdout is no picture of a card. */
const MAX_OUTPUT_BYTES = 256 * 1024;
/** What the message holds beside the picture: names, laying, kind. */
const MESSAGE_FRAME_BYTES = 256;
/** The largest picture that fits, in Base64, into one message. A bitmap of 102 x 126 dots has 38,862 bytes. */
const MAX_PICTURE_BYTES = Math.floor((MAX_MESSAGE_BYTES - MESSAGE_FRAME_BYTES) / 4) * 3;
/** Of bitmaps; two letters alone are any text. */
const BMP_HEADERS_BYTES = 54;

const MAGIC = [
  { mediaType: 'image/png', starts: Buffer.from('89504e470d0a1a0a', 'hex'), minBytes: 8 },
  { mediaType: 'image/jpeg', starts: Buffer.from('ffd8ff', 'hex'), minBytes: 4 },
  { mediaType: 'image/bmp', starts: Buffer.from('BM'), minBytes: BMP_HEADERS_BYTES },
] as const satisfies { mediaType: Photo['mediaType']; starts: Buffer; minBytes: number }[];

export interface PhotoDecoderOptions {
  /** Program and arguments, without a shell. */
  readonly command: readonly string[];
  readonly onPhoto: (photo: Photo) => void;
  readonly log: Log;
  readonly withinMs?: number;
}

type Decoder = ChildProcessByStdio<Writable, Readable, null>;
type Decoded =
  | { readonly kind: 'picture'; readonly picture: Omit<Photo, 'type' | 'laying'> }
  /** `why`: a sentence for whoever looks after the machine. */
  | { readonly kind: 'none'; readonly why: string };
const none = (why: string): Decoded => ({ kind: 'none', why });

/** Decodes one photo at a time, the last one asked for. Nobody waits for it: a picture comes, or a line in the log. */
export class PhotoDecoder {
  readonly #options: Required<PhotoDecoderOptions>;
  #running: AbortController | undefined;

  constructor(options: PhotoDecoderOptions) {
    this.#options = { withinMs: 3000, ...options };
  }

  /** `wlt` as it stands on the card, 1024 bytes. */
  start(laying: string, wlt: Uint8Array): void {
    this.cancel();
    const cancelled = new AbortController();
    this.#running = cancelled;
    void this.#decode(wlt, cancelled.signal)
      .catch((error: NodeJS.ErrnoException) => none(`the decoder could not start: ${error.code}`))
      .then((decoded) => {
        if (!cancelled.signal.aborted) this.#tell(laying, decoded);
      });
  }

  /** The visit is over: no picture comes any more. */
  cancel(): void {
    this.#running?.abort();
  }

  #tell(laying: string, decoded: Decoded): void {
    if (decoded.kind === 'none') this.#options.log('photo_not_decoded', { sentence: decoded.why });
    else this.#options.onPhoto({ type: 'photo', laying, ...decoded.picture });
  }

  async #decode(wlt: Uint8Array, cancelled: AbortSignal): Promise<Decoded> {
    const { command, withinMs } = this.#options;
    const decoder = run(command);
    try {
      return await pictureFrom(decoder, wlt, AbortSignal.any([cancelled, AbortSignal.timeout(withinMs)]));
    } finally {
      end(decoder);
    }
  }
}

/** @throws Error with the code of the system when there is no such program, or no process to be had */
function pictureFrom(decoder: Decoder, wlt: Uint8Array, over: AbortSignal): Promise<Decoded> {
  return new Promise((resolve, reject) => {
    decoder.once('error', reject);
    const output: Buffer[] = [];
    let bytes = 0;
    decoder.stdout.on('data', (piece: Buffer) => {
      output.push(piece);
      bytes += piece.length;
      if (bytes > MAX_OUTPUT_BYTES) resolve(none(`the decoder wrote more than ${MAX_OUTPUT_BYTES} bytes`));
    });
    decoder.once('close', (code, signal) =>
      resolve(
        code === 0 ? pictureIn(Buffer.concat(output)) : none(`the decoder ended with ${code ?? signal}`),
      ),
    );
    over.addEventListener('abort', () => resolve(none('the decoder did not end in time')), { once: true });
    decoder.stdin.on('error', () => {}); // it does not read: its answer will show
    decoder.stdin.end(wlt);
  });
}

/**
 * In a process group of its own, to be ended with all it starts; in a folder where it cannot leave a face behind;
 * with nothing of our environment that a program does not need.
 */
function run([program = '', ...args]: readonly string[]): Decoder {
  const { PATH, LANG } = process.env;
  return spawn(program, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...(PATH && { PATH }), ...(LANG && { LANG }) },
    cwd: '/',
    detached: true,
  });
}

/** What it started may hold its stdout open, so that is closed from here. */
function end({ pid, stdout, stdin }: Decoder): void {
  if (pid === undefined) return; // it never was
  stdout.destroy();
  stdin.destroy();
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // all of them have ended
  }
}

function pictureIn(bytes: Buffer): Decoded {
  const found = MAGIC.find(
    ({ starts, minBytes }) => bytes.length >= minBytes && bytes.subarray(0, starts.length).equals(starts),
  );
  if (found === undefined) {
    return none(`the decoder wrote ${bytes.length} bytes that are no PNG, JPEG or BMP`);
  }
  if (bytes.length > MAX_PICTURE_BYTES) {
    return none(`the picture has ${bytes.length} bytes, at most ${MAX_PICTURE_BYTES} can be shown`);
  }
  return {
    kind: 'picture',
    picture: { mediaType: found.mediaType, base64: bytes.toString('base64') },
  };
}
