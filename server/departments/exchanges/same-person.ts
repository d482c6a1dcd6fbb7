import { DepartmentFault } from '../department-fault.ts';

const ID_NUMBER = /^\d{17}[\dX]$/u;

/** A record that names its person must name the one asked about; `field` holds the number. Throws DepartmentFault `not_ours`. */
export function assertAbout(
  { idNumber }: { readonly idNumber: string },
  record: unknown,
  field: string,
): void {
  if (typeof record !== 'object' || record === null) return;
  const told: unknown = new Map<string, unknown>(Object.entries(record)).get(field);
  const number = typeof told === 'string' ? told.trim().toUpperCase() : '';
  if (ID_NUMBER.test(number) && number !== idNumber.toUpperCase()) throw new DepartmentFault('not_ours');
}
