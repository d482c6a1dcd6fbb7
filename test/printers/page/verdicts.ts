/** What programs that know nothing of ours say of a file: PDFBox Preflight, poppler's pdfsig over NSS, qpdf. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const JARS = ['preflight', 'pdfbox2', 'fontbox2', 'xmpbox', 'commons-logging', 'commons-io']
  .concat('javax.activation', 'jaxb-api')
  .map((name) => `/usr/share/java/${name}.jar`)
  .join(':');
/** A short life: no time for the virtual machine to optimise. */
const JAVA = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-cp', JARS];

export interface Bench {
  /** `The file … is a valid PDF/A-1b file`, or what is wrong. */
  preflight(pdf: Uint8Array): string;
  /** What pdfsig prints of the signatures. */
  pdfsig(pdf: Uint8Array): string;
  /** Throws when the file is not sound. */
  qpdf(pdf: Uint8Array): string;
  clear(): void;
}

/**
 * A folder to check files in. `trusted`: DER; trusted as an office would do it, with docs/printing-pages.md's command.
 * Left out, nobody is.
 */
export function openBench(trusted?: Uint8Array): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'linli-verdicts-'));
  const trust = `sql:${join(folder, 'trust')}`;
  mkdirSync(join(folder, 'trust'));
  execFileSync('certutil', ['-N', '-d', trust, '--empty-password']);
  if (trusted !== undefined) {
    const certificate = write('seal.cer', trusted);
    execFileSync('certutil', ['-A', '-d', trust, '-n', 'seal', '-t', ',C,', '-i', certificate]);
  }
  return {
    preflight: (pdf) =>
      said('java', [...JAVA, 'org.apache.pdfbox.preflight.Validator_A1b', write('page.pdf', pdf)]),
    pdfsig: (pdf) => said('pdfsig', ['-nssdir', trust, write('page.pdf', pdf)]),
    qpdf: (pdf) =>
      execFileSync('qpdf', ['--check', write('page.pdf', pdf)], { encoding: 'utf8', stdio: 'pipe' }),
    clear: () => rmSync(folder, { recursive: true }),
  };

  function write(name: string, bytes: Uint8Array): string {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return file;
  }

  /** Without the folder's name. */
  function said(program: string, args: readonly string[]): string {
    const { stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
    if (error !== undefined) throw error;
    return (stdout + stderr).replaceAll(`${folder}/`, '').trim();
  }
}

/** The lines that matter, for the log of the tests. */
export function inTheLog(title: string, ...verdicts: readonly string[]): void {
  const lines = verdicts.flatMap((verdict) => verdict.split('\n'));
  const telling = lines.filter((line) =>
    /PDF\/A|Validation|document signed|Distinguished|No syntax/u.test(line),
  );
  console.log([title, ...telling.map((line) => `  ${line.trim().replace(/^- |;.*/gu, '')}`)].join('\n'));
}
