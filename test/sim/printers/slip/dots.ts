/** Dots as a path of SVG: one unit is one dot. */

/** `isBlack` is asked for each column of each row. */
function pathOfDots(width: number, height: number, isBlack: (x: number, y: number) => boolean): string {
  const runs: string[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = x;
      while (x < width && isBlack(x, y)) x += 1;
      if (x > from) runs.push(`M${from} ${y}h${x - from}v1h-${x - from}z`);
    }
  }
  return runs.join('');
}

/** GS v 0: rows of whole bytes, the highest bit on the left. */
export function rasterPath(bits: Buffer, rowBytes: number, height: number): string {
  return pathOfDots(
    rowBytes * 8,
    height,
    (x, y) => ((bits[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0,
  );
}

/** FS 2: 24 columns of three bytes, the highest bit above. */
export function shapePath(bits: Buffer): string {
  return pathOfDots(24, 24, (x, y) => ((bits[x * 3 + (y >> 3)] ?? 0) & (0x80 >> (y & 7))) !== 0);
}
