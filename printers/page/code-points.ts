const LEAST_DIGITS = 4;

/** As Unicode writes them, `U+4E8E U+2B7F7`. Out of order: no name can be read from them. */
export function codePointNames(codePoints: Iterable<number>): string {
  return [...codePoints]
    .toSorted((one, other) => one - other)
    .map((codePoint) => `U+${codePoint.toString(16).toUpperCase().padStart(LEAST_DIGITS, '0')}`)
    .join(' ');
}
