/** `YYYY-MM-DD` */
export type Day = `${string}-${string}-${string}`;

/**
 * YYYYMMDD, as cards and their numbers write a day, as `YYYY-MM-DD`; undefined when there is no such day. Year 0 is
 * none: neither the rules nor the database know it.
 */
export function dayFromDigits(digits: string): Day | undefined {
  const [, year, month, day] = /^(?!0000)(\d{4})(\d\d)(\d\d)$/u.exec(digits) ?? [];
  const written: Day = `${year}-${month}-${day}`;
  const instant = Date.parse(`${written}T00:00:00Z`);
  const exists = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(written);
  return exists ? written : undefined;
}
