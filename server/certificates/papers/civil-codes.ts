/** Codes on an identity card, as words on paper. */

/** GB/T 3304-1991: the numeric codes of the 56 ethnic groups. */
const ETHNIC_GROUPS =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'.split(
    ' ',
  );
/** Beside the groups: 97 other, 98 of foreign blood. */
const OTHER_GROUPS: Readonly<Record<string, string>> = { '97': '其他', '98': '外国血统中国籍人士' };

/** 汉族; a code outside the table is shown as it is, 民族代码 57; nothing where a card tells none. */
export function ethnicGroup(code: string): string {
  const name = /^\d{2}$/u.test(code) ? ETHNIC_GROUPS[Number(code) - 1] : undefined;
  if (name !== undefined) return `${name}族`;
  return OTHER_GROUPS[code] ?? (code === '' ? '' : `民族代码 ${code}`);
}

/** GB/T 2261.1. */
export function sex(code: string): '男' | '女' | '未说明' {
  if (code === '1') return '男';
  return code === '2' ? '女' : '未说明';
}
