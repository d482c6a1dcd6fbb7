/** Walks that end with an answer, a reason or an address, on the screen and on a slip. */
import type { Walk } from './walk.ts';
import { holds, type Walker } from './walker.ts';

async function takeSlip(walker: Walker): Promise<string> {
  const text = await walker.slip(() => walker.touchUntil(/^打印小票$/u, /^再打一张$/u));
  await walker.lift();
  return text;
}

export const ANSWER_WALKS: readonly Walk[] = [
  {
    name: 'retirement',
    title: '退休年龄测算',
    sentence: 'A question answered on the screen, with the resident’s own days, and on a slip to take home.',
    go: async (walker) => {
      await walker.lay('li-ceshi.json');
      await walker.choose(/^社保/u, /退休年龄/u, 'answer');
      await walker.picture('answer');
      holds(await takeSlip(walker), ['查询结果', '李＊＊']);
    },
  },
  {
    name: 'housing-fund',
    title: '公积金查询',
    sentence: 'Another question; a resident without an account would be told so, and where to open one.',
    go: async (walker) => {
      await walker.lay('guo-ceshi.json');
      await walker.choose(/^住房/u, /公积金/u, 'answer');
      await walker.picture('answer');
      holds(await takeSlip(walker), ['查询结果']);
    },
  },
  {
    name: 'allowance-not-yet',
    title: '高龄津贴，还差几年',
    sentence:
      'A refusal names the condition, one’s own value, the required value, the remedy, the office and the day.',
    go: async (walker) => {
      await walker.lay('wang-yangli.json');
      await walker.choose(/^养老/u, /高龄津贴/u, 'no');
      const words = ['出生日期：1954 年 3 月 12 日', '要满八十周岁', '街道民政科', '2034 年 3 月 12 日'];
      await walker.reads('才能领', ...words);
      await walker.picture('no');
      const slip = await takeSlip(walker);
      holds(slip, ['才能领', ...words.map((word) => word.replace(/\s/gu, ''))]);
    },
  },
  {
    name: 'allowance-yes',
    title: '高龄津贴，可以领',
    sentence: 'What the machine cannot take yet says where to go meanwhile and what to bring.',
    go: async (walker) => {
      await walker.lay('sun-changqi.json');
      await walker.choose(/^养老/u, /高龄津贴/u, 'meanwhile');
      await walker.reads('街道民政科', '户口本');
      await walker.picture('meanwhile');
      holds(await takeSlip(walker), ['到哪里办', '身份证和户口本']);
    },
  },
  {
    name: 'department-down',
    title: '部门的系统断了',
    sentence: 'Nobody knows is not a no: the screen and the slip say whom to ask.',
    go: async (walker) => {
      await walker.atTheDock({ device: 'departments', do: 'cut', name: '区社会保险经办中心' });
      await walker.lay('wu-minzu.json');
      await walker.choose(/^社保/u, /参保证明/u, 'no');
      await walker.reads('社保窗口');
      await walker.picture('unknown');
      holds(await takeSlip(walker), ['暂时查不到', '社保窗口']);
      await walker.atTheDock({ device: 'departments', do: 'mend', name: '区社会保险经办中心' });
    },
  },
  {
    name: 'refused-proof',
    title: '不用再开的证明',
    sentence: 'A proof that no community may issue: why nobody needs it, who helps, which service does.',
    go: async (walker) => {
      await walker.lay('li-ceshi.json');
      await walker.touch(/不用再开/u, 'proofs');
      await walker.picture('proofs');
      await walker.touch(/亲属关系/u, 'proof');
      await walker.picture('proof');
      holds(await takeSlip(walker), ['社区不开这个', '亲属关系']);
    },
  },
  {
    name: 'policy-match',
    title: '查查还能享受什么',
    sentence: 'Departments are asked only after the resident’s own touch; what can be had comes first.',
    go: async (walker) => {
      await walker.lay('sun-changqi.json');
      await walker.touch(/查查还能/u, 'matches-wish');
      await walker.picture('wish');
      await walker.touch(/^好，帮我问$/u, 'matches', 20_000);
      await walker.reads('高龄津贴', '每月50元起');
      await walker.picture('matches');
      await walker.lift();
    },
  },
  {
    name: 'ledger',
    title: '谁看过我的信息',
    sentence: 'What the walks before this one asked about this resident, of whom, and why.',
    go: async (walker) => {
      await walker.lay('wang-yangli.json');
      await walker.touch(/谁看过我/u, 'ledger');
      await walker.reads('区社会保险经办中心', '社会保险参保证明');
      await walker.picture('ledger');
      holds(await takeSlip(walker), ['谁看过我的信息', '区社会保险经办中心']);
    },
  },
  {
    name: 'empty-tray',
    title: '纸盒空了',
    sentence: 'An empty tray greys what needs paper and nothing else.',
    go: async (walker) => {
      await walker.atTheDock({ device: 'page', do: 'emptyTray' });
      await walker.lay('wang-yangli.json');
      await walker.reads('居住证明', '打不了 A4 纸');
      await walker.picture('home');
      await walker.touch(/^公安/u, 'domain');
      await walker.picture('domain');
      await walker.lift();
      await walker.atTheDock({ device: 'page', do: 'fillTray' });
    },
  },
];
