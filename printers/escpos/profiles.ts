/** The models of slip printer that are known: each file of the folder `profiles` is one, and no list names them. */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SlipProfile } from './profile.ts';

/** By name, as kiosk.yaml names them. */
export const PROFILES = await profilesIn(join(import.meta.dirname, 'profiles'));

/** What a model is taken for that nobody has looked up. */
export const PLAIN = 'plain';

/** @throws Error for a file that exports no profile, or one that is not called like its file */
export async function profilesIn(folder: string): Promise<ReadonlyMap<string, SlipProfile>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const profiles = await Promise.all(files.map((file) => profileIn(join(folder, file))));
  return new Map(profiles.map((profile) => [profile.name, profile]));
}

async function profileIn(file: string): Promise<SlipProfile> {
  const { profile }: { profile?: SlipProfile } = await import(pathToFileURL(file).href);
  if (profile?.name === basename(file, '.ts')) return profile;
  const found = profile === undefined ? 'no profile' : `a profile called "${profile.name}"`;
  throw new Error(`${file}: expected it to export a profile called like the file, found ${found}`);
}
