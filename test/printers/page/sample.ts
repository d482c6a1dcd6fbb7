/** A certificate of a person who does not exist. */
import { type FontChain, installedFallback, loadFonts } from '#printers/page/fonts.ts';
import type { ResidenceCertificate } from '#printers/page/residence/residence-certificate.ts';

/** 793 digits: 329 bytes of signed claims, the largest code that is meant for paper. */
const DIGITS = `3${'7312490586'.repeat(79)}12`;

export const SAMPLE: ResidenceCertificate = {
  number: '610202001001-2026-000173',
  copy: 1,
  name: '王样例',
  sex: '女',
  ethnic: '汉族',
  idNumber: '610202195403123022',
  numberTitle: '公民身份号码',
  cardTitle: '身份证',
  since: '2020-01-01',
  address: '陕西省铜川市王益区红旗街街道样例路12号3栋2单元501室',
  purpose: '通用',
  validDays: 30,
  validUntil: '2026-12-22',
  issuer: '红旗社区居民委员会',
  issuedAt: { date: '2026-11-22', time: '14:06' },
  kioskName: '01号自助终端',
  code: { url: 'HTTPS://LINLI.EXAMPLE/C', digits: DIGITS },
  checkHost: 'linli.example/C',
};

/** In the first font · in HanaMinA or B only · the longest name that a household register takes. */
export const RARE_NAME = '𬭎䶮';
export const FALLBACK_NAME = '𫟷样';
export const LONG_NAME = '阿卜杜热合曼·麦麦提图尔荪·测试样例名字三十个字符长度足够用';
export const LONG_ADDRESS =
  '新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿克陶县样例镇测试路1234号红旗街街道样例社区居民委员会辖区内幸福花园小区三期（东区）17号楼B单元2305室（与测试家具厂家属院相邻的样例大院内，西门进入左转第一排平房）';

let fonts: Promise<FontChain> | undefined;

/** Parsed once for each test file; needs Debian's fonts-hanazono, as the product does for rare names. */
export function testFonts(): Promise<FontChain> {
  fonts ??= installedFallback().then((fallback) => loadFonts({ fallback }));
  return fonts;
}
