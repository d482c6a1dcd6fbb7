/** What a written file is, told by its own keys, so that each is read as what it is. */
export type FileKind = 'service' | 'region' | 'source' | 'list';

/** Anything else is taken for a service. */
export function kindOf(yaml: string): FileKind {
  if (hasKey(yaml, 'region')) return 'region';
  if (hasKey(yaml, 'refused') || hasKey(yaml, 'requests')) return 'list';
  return hasKey(yaml, 'source') && hasKey(yaml, 'facts') ? 'source' : 'service';
}

function hasKey(yaml: string, key: string): boolean {
  return new RegExp(`^["']?${key}["']?\\s*[:：]`, 'mu').test(yaml);
}
