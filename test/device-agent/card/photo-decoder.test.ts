import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromAgent, MAX_MESSAGE_BYTES, type Photo } from '#agent/contract/messages.ts';
import { PhotoDecoder } from '../../../device-agent/card/photo-decoder.ts';
import { eventually } from '../eventually.ts';

const LAYING = '7d3f1c52-92f0-4a5e-8f44-0a1f2b3c4d5e';
/** The header every WLT seen in public begins with; the rest is nobody's face. */
const WLT = Buffer.concat([Buffer.from('574c66007e00320000ff', 'hex'), Buffer.alloc(1014, 0x51)]);
/** One grey dot. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

let dir: string;
let photos: Photo[];
let logged: string[];
let decoder: PhotoDecoder | undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-photo-'));
  photos = [];
  logged = [];
});
afterEach(() => {
  decoder?.cancel();
  rmSync(dir, { recursive: true });
});

/** A program of these lines, under the Node that runs the tests. */
function program(lines: string): string[] {
  const file = join(dir, 'decoder.mjs');
  writeFileSync(file, lines);
  return [process.execPath, file];
}

function decoding(command: readonly string[], withinMs = 20_000): PhotoDecoder {
  decoder = new PhotoDecoder({
    command,
    onPhoto: (photo) => photos.push(photo),
    log: (event, fields) => logged.push(`${event}: ${fields?.sentence}`),
    withinMs,
  });
  return decoder;
}

const shown = () =>
  eventually(
    () => photos,
    (all) => all.length > 0,
  );
const said = () =>
  eventually(
    () => logged,
    (all) => all.length > 0,
  );

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Writes its process id beside itself, to be looked for. */
const TELLS_PID = `import { writeFileSync } from 'node:fs';
writeFileSync(new URL('pid', import.meta.url), String(process.pid));`;

async function pidTold(): Promise<number> {
  const file = join(dir, 'pid');
  return Number(await eventually(() => existsSync(file) && readFileSync(file, 'utf8'), Boolean));
}

describe('a good decoder', () => {
  it('is given the bytes of the card, and its picture goes to the screen as one message', async () => {
    const command = program(`
      import { buffer } from 'node:stream/consumers';
      const wlt = await buffer(process.stdin);
      if (wlt.length !== 1024 || wlt.toString('hex', 0, 2) !== '574c') process.exit(3);
      process.stdout.write(Buffer.from('${PNG}', 'base64'));`);
    decoding(command).start(LAYING, WLT);
    expect(await shown()).toEqual([{ type: 'photo', laying: LAYING, mediaType: 'image/png', base64: PNG }]);
    expect(logged).toEqual([]);
  });

  it.each([
    ['image/jpeg', 'ffd8ffe000104a46494600', 'a JPEG'],
    ['image/bmp', '424dce970000000000003600000028000000660000007e000000', 'a bitmap of a card, 38,862 bytes'],
  ])('may write %s', async (mediaType, head) => {
    const bytes = mediaType === 'image/bmp' ? 38_862 : 2000;
    const command = program(`
      process.stdout.write(Buffer.concat([Buffer.from('${head}', 'hex'), Buffer.alloc(${bytes})]).subarray(0, ${bytes}));`);
    decoding(command).start(LAYING, WLT);
    const [photo] = await shown();
    expect(photo?.mediaType).toBe(mediaType);
    expect(Buffer.from(photo?.base64 ?? '', 'base64')).toHaveLength(bytes);
    expect(Buffer.byteLength(JSON.stringify(parse(fromAgent, photo)))).toBeLessThan(MAX_MESSAGE_BYTES);
  });

  it('runs without a shell, in no folder of ours, with nothing of our environment but PATH and LANG', async () => {
    const command = program(`
      import { writeFileSync } from 'node:fs';
      const { argv, env } = process;
      const told = { argv: argv.slice(2), env: Object.keys(env), cwd: process.cwd() };
      writeFileSync(new URL('told', import.meta.url), JSON.stringify(told));`);
    decoding([...command, '$HOME', 'a b; c']).start(LAYING, WLT);
    await said();
    const told = JSON.parse(readFileSync(join(dir, 'told'), 'utf8'));
    expect(told).toMatchObject({ argv: ['$HOME', 'a b; c'], cwd: '/' });
    expect(['PATH', 'LANG']).toEqual(expect.arrayContaining(told.env));
  });
});

describe('no picture comes, and the log says once why, from a decoder that', () => {
  it.each([
    ['fails', 'process.exit(1)', 'the decoder ended with 1'],
    [
      'fails after a picture',
      `process.stdout.write(Buffer.from('${PNG}', 'base64'), () => process.exit(7))`,
      'the decoder ended with 7',
    ],
    ['crashes', "process.kill(process.pid, 'SIGSEGV')", 'the decoder ended with SIGSEGV'],
    ['says nothing', '', 'the decoder wrote 0 bytes that are no PNG, JPEG or BMP'],
    [
      'writes a page of HTML',
      "process.stdout.write('<!doctype html>')",
      'the decoder wrote 15 bytes that are no PNG, JPEG or BMP',
    ],
    [
      'writes a sentence',
      "process.stdout.write('BMP licence expired')",
      'the decoder wrote 19 bytes that are no PNG, JPEG or BMP',
    ],
    [
      'writes without end',
      'const more = () => process.stdout.write(Buffer.alloc(65536), more); more()',
      'the decoder wrote more than 262144 bytes',
    ],
    [
      'writes a picture that is too large',
      "process.stdout.write(Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(59_996)]))",
      'the picture has 60000 bytes, at most 48960 can be shown',
    ],
  ])('%s', async (_, lines, sentence) => {
    decoding(program(lines)).start(LAYING, WLT);
    expect(await said()).toEqual([`photo_not_decoded: ${sentence}`]);
    expect(photos).toEqual([]);
  });

  it('is not there', async () => {
    decoding(['/nowhere/wlt2bmp']).start(LAYING, WLT);
    expect(await said()).toEqual(['photo_not_decoded: the decoder could not start: ENOENT']);
  });

  it('may not be run', async () => {
    const file = join(dir, 'wlt2bmp');
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o600);
    decoding([file]).start(LAYING, WLT);
    expect(await said()).toEqual(['photo_not_decoded: the decoder could not start: EACCES']);
  });

  it('takes too long: it is killed, though it refuses to be told', async () => {
    const lines = 'trap "" TERM; echo $$ > "$1/pid"; while :; do sleep 1; done';
    decoding(['/bin/sh', '-c', lines, 'sh', dir], 1000).start(LAYING, WLT);
    const pid = await pidTold();
    expect(await said()).toEqual(['photo_not_decoded: the decoder did not end in time']);
    await eventually(
      () => isAlive(pid),
      (alive) => !alive,
    );
  });

  it('leaves a child behind that holds its output open: both are ended', async () => {
    const lines = 'sleep 600 & echo $! > "$1/pid"; printf "\\377\\330\\377\\340 a picture"';
    decoding(['/bin/sh', '-c', lines, 'sh', dir], 1000).start(LAYING, WLT);
    const child = await pidTold();
    expect(await said()).toEqual(['photo_not_decoded: the decoder did not end in time']);
    await eventually(
      () => isAlive(child),
      (alive) => !alive,
    );
  });
});

it('a decoder that reads nothing of what it is given harms nobody', async () => {
  const command = program(`
    import { closeSync } from 'node:fs';
    closeSync(0);
    setTimeout(() => process.stdout.write(Buffer.from('${PNG}', 'base64')), 50);`);
  decoding(command).start(LAYING, Buffer.alloc(1_000_000));
  expect(await shown()).toHaveLength(1);
});

it('the end of the visit ends the decoder, and nothing is said of it', async () => {
  const command = program(`${TELLS_PID} setInterval(() => {}, 1000);`);
  const decoder = decoding(command);
  decoder.start(LAYING, WLT);
  const pid = await pidTold();
  decoder.cancel();
  await eventually(
    () => isAlive(pid),
    (alive) => !alive,
  );
  expect([photos, logged]).toEqual([[], []]);
});

it('the next card’s photo takes the place of one that is still being decoded', async () => {
  const command = program(`
    import { existsSync, writeFileSync } from 'node:fs';
    const mark = new URL('pid', import.meta.url);
    if (existsSync(mark)) process.stdout.write(Buffer.from('${PNG}', 'base64'));
    else { writeFileSync(mark, String(process.pid)); setInterval(() => {}, 1000); }`);
  const decoder = decoding(command);
  decoder.start(LAYING, WLT);
  const first = await pidTold();
  const next = '0f1e2d3c-4b5a-4968-8776-655443322110';
  decoder.start(next, WLT);
  expect(await shown()).toMatchObject([{ laying: next }]);
  await eventually(
    () => isAlive(first),
    (alive) => !alive,
  );
});
