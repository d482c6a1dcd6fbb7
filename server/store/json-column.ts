import type { ColumnType } from 'kysely';

/** A jsonb column: written as JSON text, once; read as what it says. */
export type JsonColumn<T> = ColumnType<T, string, never>;
