/**
 * The number of a SAM module as it is printed on readers, 36 characters: `05.01-20120411-0002011994-1234567890`.
 * On the wire five little-endian numbers: u16 u16 u32 (a date, in decimal) u32 u32.
 */
export const SAM_ID_BYTES = 16;

export function printSamId(bytes: Buffer): string {
  const issuer = digits(bytes.readUInt16LE(0), 2);
  const kind = digits(bytes.readUInt16LE(2), 2);
  const made = digits(bytes.readUInt32LE(4), 8);
  return `${issuer}.${kind}-${made}-${digits(bytes.readUInt32LE(8), 10)}-${digits(bytes.readUInt32LE(12), 10)}`;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
