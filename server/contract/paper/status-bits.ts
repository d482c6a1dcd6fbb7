/** The status list as bits: zlib (RFC 1950), base64url on the wire; the lowest bit of the first byte is index 0. */

/** Undefined when the text is no such list. */
export async function unpackBits(text: string): Promise<Uint8Array | undefined> {
  try {
    const packed = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    const unpacked = new Response(
      new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')),
    );
    return new Uint8Array(await unpacked.arrayBuffer());
  } catch {
    return undefined;
  }
}

/** An index beyond the end was never marked. */
export function isSet(bits: Uint8Array, index: number): boolean {
  return (((bits[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;
}
