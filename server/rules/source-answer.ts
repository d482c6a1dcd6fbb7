/** What a source of facts answers. The five are never confused: only `facts` and `not_found` tell anything of the resident. */
import type { CivilDate } from './civil-date.ts';
import type { Facts } from './judgement.ts';

/** Rows of a table, cells in the order of its columns, as they are to be told. */
export type Rows = readonly (readonly string[])[];
export type Tables = Readonly<Record<string, Rows>>;

export type SourceAnswer =
  | { readonly state: 'facts'; readonly facts: Facts; readonly tables?: Tables }
  /** The source knows that it has nothing: each of its facts is known not to exist. */
  | { readonly state: 'not_found' }
  /** Down, slow, or talking nonsense. */
  | { readonly state: 'unavailable' }
  /** It will not tell us: wrong secret, no agreement, purpose not allowed. */
  | { readonly state: 'refused' }
  /** What it has is too old to decide by. */
  | { readonly state: 'stale'; readonly asOf: CivilDate };

/** What is asked of a source: no more than the service needs. */
export interface SourceQuery {
  readonly facts: readonly string[];
  readonly tables: readonly string[];
}
/** By name as in server/sources/. One that is not listed is unavailable. */
export type Sources = Readonly<Record<string, (query: SourceQuery) => Promise<SourceAnswer>>>;
