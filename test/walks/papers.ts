/** Walks that end with a paper. */
import type { Walk } from './walk.ts';
import { holds, type Walker } from './walker.ts';

/** From the question before the paper to the paper taken. */
async function print(walker: Walker): Promise<string> {
  await walker.picture('confirm');
  const text = await walker.page(() => walker.touch(/^打印$/u, 'take', 40_000));
  await walker.picture('take');
  await walker.lift();
  return text;
}

export const PAPER_WALKS: readonly Walk[] = [
  {
    name: 'residence-certificate',
    title: '居住证明',
    sentence: 'Two touches: the register of the community knows enough, no department is asked.',
    go: async (walker) => {
      await walker.lay('wang-yangli.json');
      await walker.picture('home');
      await walker.touch(/^居住证明/u, 'confirm');
      holds(await print(walker), ['王样例']);
    },
  },
  {
    name: 'insurance-certificate',
    title: '社会保险参保证明',
    sentence: 'The department is asked when the service is chosen, and its answer is the paper.',
    go: async (walker) => {
      await walker.lay('wang-yangli.json');
      await walker.choose(/^社保/u, /参保证明/u, 'confirm');
      const text = await print(walker);
      holds(text, ['社会保险参保证明', '王样例', '264', '数据由区社会保险经办中心提供']);
    },
  },
  {
    name: 'contribution-record',
    title: '社保缴费明细',
    sentence: 'Two hundred and ten months: as many pages as that takes, the seal and the code on the last.',
    go: async (walker) => {
      await walker.lay('guo-ceshi.json');
      await walker.choose(/^社保/u, /缴费明细/u, 'confirm');
      const text = await print(walker);
      holds(text, ['郭测试', '第1页共']);
      holds(text, ['共210条']);
    },
  },
  {
    name: 'no-house-certificate',
    title: '不动产登记查询证明',
    sentence: 'No house on record is an answer too, and a paper.',
    go: async (walker) => {
      await walker.lay('li-ceshi.json');
      await walker.choose(/^住房/u, /不动产/u, 'confirm');
      holds(await print(walker), ['李测试']);
    },
  },
];
