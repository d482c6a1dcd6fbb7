/** The services in force at an instant: those that ship with the house, and what officials have published over them. */
import { type Definition, type House, readDefinition } from '../definitions/definition-file.ts';
import { inRegion, type RegionFile, regionFile } from '../definitions/region-file.ts';
import { readYaml } from '../definitions/yaml-file.ts';
import { Catalogue } from '../services/catalogue.ts';
import type { Db } from '../store/database.ts';

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

/** A visit keeps the catalogue of the moment it was opened in, whatever is published while it lasts. */
export class Shelf {
  readonly #db: Db;
  readonly #shipped: Shipped;
  #services: readonly Published<Definition>[] = [];
  #regions: readonly Published<RegionFile>[] = [];
  /** Catalogues by the instant at which the last change before them came into force. */
  #catalogues = new Map<number, Catalogue>();

  constructor(db: Db, shipped: Shipped) {
    this.#db = db;
    this.#shipped = shipped;
  }

  /** `instant`: ms since 1970. */
  at(instant: number): Catalogue {
    const change = this.#lastChange(instant);
    const known = this.#catalogues.get(change);
    if (known !== undefined) return known;
    const made = this.#make(instant);
    this.#catalogues.set(change, made);
    return made;
  }

  /** Reads what was published or retired since. Belongs into a timer. Throws RuleFault for a published text that no longer reads. */
  async refresh(): Promise<void> {
    const rows = await this.#db
      .selectFrom('draft')
      .selectAll()
      .where('published_at', 'is not', null)
      .execute();
    const { house } = this.#shipped;
    const services: Published<Definition>[] = [];
    const regions: Published<RegionFile>[] = [];
    for (const row of rows) {
      const place = `${row.name}@${row.version}`;
      const [from, until] = [
        row.published_at?.getTime() ?? 0,
        row.retired_at?.getTime() ?? Number.POSITIVE_INFINITY,
      ];
      if (row.kind === 'region') {
        regions.push({ value: readYaml(place, row.yaml, regionFile).value, from, until });
        continue;
      }
      const definition = readDefinition(place, row.yaml, house);
      const written = { ...definition.written, status: 'published' as const };
      services.push({ value: { ...definition, written }, from, until });
    }
    [this.#services, this.#regions, this.#catalogues] = [services, regions, new Map()];
  }

  #lastChange(instant: number): number {
    const moments = [...this.#services, ...this.#regions].flatMap(({ from, until }) => [from, until]);
    return Math.max(0, ...moments.filter((moment) => moment <= instant));
  }

  #make(instant: number): Catalogue {
    const inForce = <T>(published: readonly Published<T>[]): T[] =>
      published.filter(({ from, until }) => from <= instant && instant < until).map(({ value }) => value);
    const { definitions, region: shippedRegion } = this.#shipped;
    const ours = inForce(this.#regions)
      .filter(({ region }) => region === shippedRegion?.region)
      .toSorted((one, other) => other.version - one.version);
    const region = ours[0] ?? shippedRegion;
    return new Catalogue([...definitions, ...inForce(this.#services)].map((each) => inRegion(each, region)));
  }
}
