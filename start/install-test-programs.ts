/** The Debian packages that tests need; `npm test` looks through browser, PDF and barcode eyes, a real IPP printer, fonts. */
import { existsSync } from 'node:fs';
import { runToEnd } from './processes.ts';

/** Package, and a file that shows it is there. */
type Programs = readonly (readonly [name: string, proof: string])[];

const SEEN_THROUGH: Programs = [
  ['chromium', '/usr/bin/chromium'],
  ['poppler-utils', '/usr/bin/pdftoppm'],
  ['zbar-tools', '/usr/bin/zbarimg'],
  ['qpdf', '/usr/bin/qpdf'],
  ['librsvg2-bin', '/usr/bin/rsvg-convert'],
  ['cups-ipp-utils', '/usr/sbin/ippeveprinter'],
  ['cups', '/usr/sbin/cupsd'],
  ['cups-client', '/usr/sbin/lpadmin'],
  ['cups-filters', '/usr/lib/cups/filter/pdftopdf'],
  ['libpdfbox2-java', '/usr/share/java/preflight.jar'],
  ['libjaxb-api-java', '/usr/share/java/jaxb-api.jar'],
  ['libactivation-java', '/usr/share/java/javax.activation.jar'],
  ['default-jre-headless', '/usr/bin/java'],
  ['libnss3-tools', '/usr/bin/certutil'],
  ['avahi-daemon', '/usr/sbin/avahi-daemon'],
  ['dbus', '/usr/bin/dbus-daemon'],
  ['fonts-noto-cjk', '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'],
  ['fonts-nanum', '/usr/share/fonts/truetype/nanum/NanumMyeongjo.ttf'],
  ['fonts-hanazono', '/usr/share/fonts/truetype/hanazono/HanaMinA.ttf'],
];

/** Throws with the command to run where this user may not install. */
export async function installTestPrograms(needed: Programs = SEEN_THROUGH): Promise<void> {
  const missing = needed.filter(([, proof]) => !existsSync(proof)).map(([name]) => name);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) throw new Error(`the tests need more programs; as root, run: ${command}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runToEnd('apt-get', ['update', '-qq'], env);
  const code = await runToEnd(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...missing],
    env,
  );
  const still = needed.filter(([, proof]) => !existsSync(proof)).map(([name]) => name);
  if (code !== 0 || still.length > 0)
    throw new Error(`could not install ${still.join(' ')}; run: ${command}`);
}
