/**
 * A field of text from a card's chip, UTF-16LE, without the U+0020 that pads it on its right (GA/T 490). Code units are
 * kept as they are: rare names use surrogate pairs and private-use characters, addresses the ideographic space U+3000,
 * and none of them may be folded away.
 */
export function textAt(block: Buffer, at: number, bytes: number): string {
  return block.toString('utf16le', at, at + bytes).replace(/ +$/u, '');
}
