/**
 * Code points of a text that no font can be trusted with, each once. A private-use character is whatever the maker of a
 * font liked (HanaMinA draws 1402 of them, for others than a card means), and half a surrogate pair is no character.
 * They travel as the card has them; whoever shows or prints a name asks here first.
 */
export function unshowable(text: string): number[] {
  const found = text.match(/[\p{Co}\p{Cs}]/gu) ?? [];
  return [...new Set(found)].map((char) => char.codePointAt(0) ?? 0);
}
