/** The sample papers of A4, from data of people who do not exist. */
import type { ContactCard } from '#printers/page/contact-cards/contact-card.ts';
import { renderContactCards } from '#printers/page/contact-cards/contact-cards.ts';
import { renderDocument } from '#printers/page/document/render-document.ts';
import type { FontChain } from '#printers/page/fonts.ts';
import { recordDocument } from '#printers/page/record/record-document.ts';
import type { RecordPaper } from '#printers/page/record/record-words.ts';
import { renderResidenceCertificate } from '#printers/page/residence/residence-certificate.ts';
import { ENROLMENT, NO_HOUSE, payments, UYGHUR as UYGHUR_RECORD } from '../printers/page/record-sample.ts';
import { SAMPLE } from '../printers/page/sample.ts';

export interface PagePaper {
  /** Name of the picture, without page number and ending. */
  readonly name: string;
  readonly title: string;
  /** What it shows, for the list. */
  readonly shows: string;
  readonly pages: number;
  /** What its QR codes say. */
  readonly codes: readonly string[];
  print(fonts: FontChain): Promise<Uint8Array>;
}

/** Five characters that few fonts and no printer's own memory have. */
export const RARE = '𬭎䶮㛃𠅤𫟷';

const CARDS: readonly ContactCard[] = [
  ['李样例', '网格员', '第一网格 · 样例路2至10号楼', '138 0000 0001'],
  ['欧阳示范', '网格员', '第二网格 · 样例路12至18号楼', '138 0000 0002'],
  ['赵𬭎䶮', '网格员', '第三网格 · 红旗街1至9号院', '138 0000 0003'],
  ['阿卜杜热合曼·麦麦提', '网格员', '第四网格 · 幸福花园小区一期、二期和西门临街商铺', '138 0000 0004'],
  ['王样', '社区民警', '第一至第四网格', '0919 800 0110'],
  ['陈示例', '家庭医生', '红旗社区卫生服务站，周一至周五', '0919 800 0120'],
  ['刘样例', '网格员', '第五网格 · 样例大院', '138 0000 0005'],
  ['孙示例', '网格员', '第六网格 · 样例路20至28号楼', '138 0000 0006'],
  ['周样例', '楼栋长', '第六网格 · 样例路20号楼', '138 0000 0007'],
  ['值班室', '二十四小时', '白天夜里都有人接', '0919 800 0100'],
].map(([name = '', role = '', grid = '', phone = ''], at) => {
  const code = at === 9 ? 'tel:09198000100' : `https://linli.example/w/${1001 + at}`;
  return { community: '红旗社区', name, role, grid, phone, code };
});

const CERTIFICATE_CODE = `${SAMPLE.code.url}#${SAMPLE.code.digits}`;

export const PAGE_PAPERS: readonly PagePaper[] = [
  {
    name: 'residence-certificate',
    title: '居住证明',
    shows: 'the certificate as most residents get it',
    pages: 1,
    codes: [CERTIFICATE_CODE],
    print: (fonts) => renderResidenceCertificate(SAMPLE, fonts),
  },
  {
    name: 'residence-certificate-rare-name',
    title: '居住证明',
    shows: `a name of rare characters (${RARE}), a long address, a second copy`,
    pages: 1,
    codes: [CERTIFICATE_CODE],
    print: (fonts) => renderResidenceCertificate({ ...SAMPLE, ...RARE_ON_COPY_2 }, fonts),
  },
  {
    name: 'residence-certificate-uyghur',
    title: '居住证明',
    shows: 'a name in Chinese and in Uyghur, whose letters join from right to left',
    pages: 1,
    codes: [CERTIFICATE_CODE],
    print: (fonts) => renderResidenceCertificate({ ...SAMPLE, ...UYGHUR }, fonts),
  },
  {
    name: 'residence-certificate-korean',
    title: '居住证明',
    shows: 'a name and an address with Korean in them',
    pages: 1,
    codes: [CERTIFICATE_CODE],
    print: (fonts) => renderResidenceCertificate({ ...SAMPLE, ...KOREAN }, fonts),
  },
  record('record-facts', ENROLMENT, 'a service that is only data: a sentence and facts'),
  record('record-sentences', NO_HOUSE, 'a service that is only data: sentences alone, nothing on record'),
  record('record-uyghur', UYGHUR_RECORD, 'facts with a name in Chinese and in Uyghur'),
  record(
    'record-table',
    payments(48),
    'a table over several pages: its head again, the seal and the code on the last',
    3,
  ),
  {
    name: 'contact-cards',
    title: '连心卡',
    shows: 'ten cards of 90 × 54 mm, with marks for the guillotine',
    pages: 1,
    codes: CARDS.map(({ code }) => code),
    print: (fonts) => renderContactCards(CARDS, fonts, new Date('2026-11-22T14:06:00+08:00')),
  },
];

const RARE_ON_COPY_2 = {
  number: '610202001001-2026-000174',
  copy: 2,
  name: `王${RARE}`,
  address: '陕西省铜川市王益区红旗街街道样例路12号幸福花园小区三期（东区）17号楼B单元2305室',
  purpose: '子女入学',
} as const;

const UYGHUR = {
  name: '阿卜杜热合曼·麦麦提（ئابدۇرېھمان مەمەت）',
  sex: '男',
  ethnic: '维吾尔族',
  address: '样例自治区样例市红旗街道样例路12号（ئۆرنەك يولى 12-نومۇر）3栋501室',
} as const;

const KOREAN = {
  name: '金样例（김예시）',
  ethnic: '朝鲜族',
  address: '样例自治州样例市样例街12号（예시거리 12번지）3栋2单元501室',
} as const;

function record(name: string, data: RecordPaper, shows: string, pages = 1): PagePaper {
  return {
    ...{ name, title: data.title, shows, pages, codes: [CERTIFICATE_CODE] },
    print: async (fonts) => (await renderDocument(recordDocument(data), fonts)).pdf,
  };
}
