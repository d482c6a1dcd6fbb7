/** The eye of the simulated scanner: reads the code off the pixels of a printed page, as a real one does. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Of the coarsest printer that a certificate is made for. */
const DOTS_PER_INCH = '203';

/** Undefined where there is no code, and where poppler-utils or zbar-tools are not installed. */
export async function codeOn(pdf: string): Promise<string | undefined> {
  const dir = await mkdtemp(join(tmpdir(), 'linli-scan-'));
  try {
    await run('pdftoppm', ['-r', DOTS_PER_INCH, '-png', '-singlefile', pdf, join(dir, 'page')]);
    const { stdout } = await run('zbarimg', [
      '--quiet',
      '--raw',
      '-Sdisable',
      '-Sqrcode.enable',
      join(dir, 'page.png'),
    ]);
    return stdout.trim();
  } catch {
    return undefined;
  } finally {
    await rm(dir, { recursive: true });
  }
}
