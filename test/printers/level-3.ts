/** GB 18030-2022, implementation level 3: 87,887 Han characters (CJK unified ideographs and 12 in the F900 block). */
const RANGES = [
  [0x4e00, 0x9fef],
  [0x3400, 0x4db5],
  [0x20000, 0x2a6d6],
  [0x2a700, 0x2b734],
  [0x2b740, 0x2b81d],
  [0x2b820, 0x2cea1],
  [0x2ceb0, 0x2ebe0],
] as const;
const COMPATIBLE = [
  0xfa0e, 0xfa0f, 0xfa11, 0xfa13, 0xfa14, 0xfa1f, 0xfa21, 0xfa23, 0xfa24, 0xfa27, 0xfa28, 0xfa29,
];

export function level3(): string[] {
  const ranges = RANGES.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index),
  );
  return [...ranges, ...COMPATIBLE].map((codePoint) => String.fromCodePoint(codePoint));
}

/** The 18 points whose code changed in 2022 (printf X | iconv -f utf-8 -t gb18030, glibc 2.36). */
export const POINTS_OF_2022: readonly (readonly [character: string, code: string])[] = [
  ['\ufe10', 'a6d9'],
  ['\ufe12', 'a6da'],
  ['\ufe11', 'a6db'],
  ['\ufe13', 'a6dc'],
  ['\ufe14', 'a6dd'],
  ['\ufe15', 'a6de'],
  ['\ufe16', 'a6df'],
  ['\ufe17', 'a6ec'],
  ['\ufe18', 'a6ed'],
  ['\ufe19', 'a6f3'],
  ['\u9fb4', 'fe59'],
  ['\u9fb5', 'fe61'],
  ['\u9fb6', 'fe66'],
  ['\u9fb7', 'fe67'],
  ['\u9fb8', 'fe6d'],
  ['\u9fb9', 'fe7e'],
  ['\u9fba', 'fe90'],
  ['\u9fbb', 'fea0'],
];
