/** A staff number, so that no name gets into the audit. */
const STAFF = /^[a-z0-9-]{1,32}$/u;

/** Throws when there is none. */
export function requireStaff(staff: string | undefined): string {
  if (staff === undefined || !STAFF.test(staff)) {
    throw new Error('要写 --staff：您的工号（小写字母、数字、短横线）。');
  }
  return staff;
}
