/** The services in force at an instant: those that ship with the house, and what officials have published over them. */
import type { Selectable } from 'kysely';
import { type Definition, type House, readDefinition } from '../definitions/definition-file.ts';
import { lintRegion } from '../definitions/lint/region.ts';
import { inRegion, type RegionFile, regionFile } from '../definitions/region-file.ts';
import { readYaml } from '../definitions/yaml-file.ts';
import { type Log, logToStderr } from '../log.ts';
import { RuleFault } from '../rules/rule-fault.ts';
import { Catalogue } from '../services/catalogue.ts';
import type { Db } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

interface Published<T> {
  readonly value: T;
  readonly from: number;
  /** Ms since 1970; later than any instant while it is not retired. */
  readonly until: number;
}

export interface Shipped {
  readonly house: House;
  readonly definitions: readonly Definition[];
  readonly region: RegionFile | undefined;
}

/** Everything that holds at an instant. */
export interface InForce {
  readonly catalogue: Catalogue;
  readonly region: RegionFile | undefined;
  /** Every version there is, as it is without the region. */
  readonly definitions: readonly Definition[];
}

/** A visit keeps the catalogue of the moment it was opened in, whatever is published while it lasts. */
export class Shelf {
  readonly #db: Db;
  readonly #shipped: Shipped;
  readonly #log: Log;
  /** Texts left out, by name and version: each is logged once. */
  readonly #unfit = new Set<string>();
  #services: readonly Published<Definition>[] = [];
  #regions: readonly Published<RegionFile>[] = [];
  /** By the instant at which the last change before them came into force. */
  #inForce = new Map<number, InForce>();

  constructor(db: Db, shipped: Shipped, log: Log = logToStderr) {
    this.#db = db;
    this.#shipped = shipped;
    this.#log = log;
  }

  /** `instant`: ms since 1970. */
  at(instant: number): Catalogue {
    return this.inForceAt(instant).catalogue;
  }

  /** `instant`: ms since 1970. */
  inForceAt(instant: number): InForce {
    const change = this.#lastChange(instant);
    const known = this.#inForce.get(change);
    if (known !== undefined) return known;
    const made = this.#make(instant);
    this.#inForce.set(change, made);
    return made;
  }

  /**
   * Reads what was published or retired since. Belongs into a timer. A published text that no longer fits this house,
   * after an upgrade, is logged and left out: what was in force before it holds.
   */
  async refresh(): Promise<void> {
    const rows = await this.#db
      .selectFrom('draft')
      .selectAll()
      .where('published_at', 'is not', null)
      .orderBy('published_at')
      .execute();
    const ofKind = (kind: DraftRow['kind']) => rows.filter((row) => row.kind === kind);
    const services = ofKind('service').flatMap((row) => this.#fitting(row, this.#readService));
    const all = [...this.#shipped.definitions, ...services.map(({ value }) => value)];
    const regions = ofKind('region').flatMap((row) => this.#fitting(row, readFittingRegion(all)));
    [this.#services, this.#regions, this.#inForce] = [services, regions, new Map()];
  }

  readonly #readService: Read<Definition> = (place, yaml) => {
    const definition = readDefinition(place, yaml, this.#shipped.house);
    return { ...definition, written: { ...definition.written, status: 'published' } };
  };

  #fitting<T>(row: DraftRow, read: Read<T>): Published<T>[] {
    const place = `${row.name}@${row.version}`;
    const from = row.published_at?.getTime() ?? 0;
    const until = row.retired_at?.getTime() ?? Number.POSITIVE_INFINITY;
    try {
      return [{ value: read(place, row.yaml), from, until }];
    } catch (fault) {
      if (!(fault instanceof RuleFault)) throw fault;
      if (!this.#unfit.has(place)) this.#log('published_text_unfit', { fault: fault.code, where: place });
      this.#unfit.add(place);
      return [];
    }
  }

  #lastChange(instant: number): number {
    const moments = [...this.#services, ...this.#regions].flatMap(({ from, until }) => [from, until]);
    return Math.max(0, ...moments.filter((moment) => moment <= instant));
  }

  #make(instant: number): InForce {
    const inForce = <T>(published: readonly Published<T>[]): T[] =>
      published.filter(({ from, until }) => from <= instant && instant < until).map(({ value }) => value);
    const { definitions: shipped, region: shippedRegion } = this.#shipped;
    const ours = inForce(this.#regions)
      .filter(({ region }) => region === shippedRegion?.region)
      .toSorted((one, other) => other.version - one.version);
    const region = ours[0] ?? shippedRegion;
    const definitions = [...shipped, ...inForce(this.#services)];
    return {
      definitions,
      region,
      catalogue: new Catalogue(definitions.map((each) => inRegion(each, region))),
    };
  }
}

/** Throws RuleFault. */
type Read<T> = (place: string, yaml: string) => T;
type DraftRow = Selectable<Tables['draft']>;

/** `definitions`: shipped and published, a later one of a service over an earlier. */
function readFittingRegion(definitions: readonly Definition[]): Read<RegionFile> {
  return (place, yaml) => {
    const { value, refuse } = readYaml(place, yaml, regionFile);
    refuse(lintRegion(value, definitions));
    return value;
  };
}
