/** Single facts out of the kernel's tree of devices. Read directly: udevadm is missing in containers and small images. */
import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The text of one file; undefined where the kernel does not tell it. */
export function attribute(dir: string, name: string): string | undefined {
  try {
    return readFileSync(join(dir, name), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** Names in a folder, 2 before 10; none when there is no such folder. */
export function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  } catch {
    return [];
  }
}

/** What stands at a path; undefined when nothing can: no such name, one too long, links in a circle. */
export function statAt(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Where a link leads in the end; undefined when it leads nowhere. */
export function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** The folder itself, then each one above it. */
export function upwards(dir: string): string[] {
  const above = dirname(dir);
  return above === dir ? [dir] : [dir, ...upwards(above)];
}

/** The driver that the kernel has bound to a device. */
export function driverOf(dir: string): string | undefined {
  const driver = realPath(join(dir, 'driver'));
  return driver && basename(driver);
}
