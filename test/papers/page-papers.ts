/** The sample papers of A4, from data of people who do not exist. */
import type { ContactCard } from '#printers/page/contact-cards/contact-card.ts';
import { renderContactCards } from '#printers/page/contact-cards/contact-cards.ts';
import {
  type Contribution,
  renderContributionRecord,
} from '#printers/page/contribution-record/contribution-record.ts';
import type { FontChain } from '#printers/page/fonts.ts';
import { renderResidenceCertificate } from '#printers/page/residence/residence-certificate.ts';
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
  {
    name: 'contribution-record',
    title: '社会保险缴费记录',
    shows: 'a table over two pages: its head again, the seal and the code on the last',
    pages: 2,
    codes: [CERTIFICATE_CODE],
    print: (fonts) => renderContributionRecord({ ...SAMPLE, ...CONTRIBUTIONS }, fonts),
  },
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

const CONTRIBUTIONS = {
  number: '610202001001-2026-000206',
  insurance: '企业职工基本养老保险',
  asOf: '2026-11-21',
  issuer: '样例市社会保险经办中心',
  sealUse: '缴费证明专用章',
  months: Array.from({ length: 36 }, (_, at) => contribution(at)),
} as const;

function contribution(at: number): Contribution {
  const year = Math.floor(at / 12);
  return {
    month: `${2023 + year}-${String((at % 12) + 1).padStart(2, '0')}`,
    employer:
      at < 34 ? '样例市红旗便民服务有限公司' : '样例省样例市测试区幸福花园样例物业管理有限责任公司第三分公司',
    baseFen: 449_400 + year * 31_200,
    employerFen: 71_904 + year * 4_992,
    personFen: 35_952 + year * 2_496,
  };
}
