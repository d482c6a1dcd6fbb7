/** Invented people for the register, in any number: 样例0, 样例1 … all born in the 1950s. */

export const REGISTER_HEADER =
  'id_number,name,sex,ethnic_code,birth,address,community_code,residence_since,household_id,hukou_district,phone';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const FIRST_DAY = Date.UTC(1950, 0, 1);
const DAY_MS = 86_400_000;
const BIRTHS = 3650;

const birthOf = (order: number): string =>
  new Date(FIRST_DAY + (order % BIRTHS) * DAY_MS).toISOString().slice(0, 10);

/** The identity number of 样例`order`. */
export function residentNumber(order: number): string {
  const running = String(Math.floor(order / BIRTHS)).padStart(3, '0');
  const digits = `610202${birthOf(order).replaceAll('-', '')}${running}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return digits + '10X98765432'.charAt(sum % 11);
}

/** A register file with `count` good rows. */
export function registerOf(count: number): string {
  const rows = Array.from({ length: count }, (_, order) =>
    [
      ...[residentNumber(order), `样例${order}`, '女', '01', birthOf(order), `样例路${order}号`],
      ...['610202001001', '2020-01-01', `H${order}`, '610202', '13800000000'],
    ].join(','),
  );
  return [REGISTER_HEADER, ...rows, ''].join('\n');
}
