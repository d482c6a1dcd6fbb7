/** What the dock knows of its far ends: one value, replaced whole, told to every open page. */
export const DEVICES = ['reader', 'scanner', 'page', 'slip'] as const;
export type DeviceName = (typeof DEVICES)[number];

export interface Device {
  /** Of the program that plays the device, not of the device. */
  readonly life: 'starting' | 'running' | 'died';
  /** What the product opens: a serial path or an IPP address. */
  readonly address: string | null;
  /** The fields of its last `state` event, as it told them. */
  readonly state: Readonly<Record<string, unknown>>;
}

export interface Card {
  readonly file: string;
  readonly label: string;
}

export interface Paper {
  readonly from: 'page' | 'slip';
  readonly file: string;
  /** UTC ISO. */
  readonly at: string;
}

/** One simulated department with the sources of facts it holds. */
export interface Department {
  readonly name: string;
  readonly sources: readonly string[];
  /** What is wrong with it, as test/sim/departments/faults.ts calls it. */
  readonly fault?: string | undefined;
}

export interface DockState {
  readonly screen: string | null;
  readonly cards: readonly Card[];
  readonly devices: Readonly<Record<DeviceName, Device>>;
  /** Newest first. */
  readonly papers: readonly Paper[];
  /** None where no departments are simulated. */
  readonly departments: readonly Department[];
}

/** Older papers stay in their folder; the page shows this many. */
const MAX_PAPERS = 40;
const STARTING: Device = { life: 'starting', address: null, state: {} };

export class DockStore {
  #state: DockState;
  readonly #watchers = new Set<(state: DockState) => void>();

  constructor({ screen, cards, papers }: Pick<DockState, 'screen' | 'cards' | 'papers'>) {
    const devices = { reader: STARTING, scanner: STARTING, page: STARTING, slip: STARTING };
    this.#state = { screen, cards, papers: papers.slice(0, MAX_PAPERS), devices, departments: [] };
  }

  get state(): DockState {
    return this.#state;
  }

  changeDevice(name: DeviceName, change: Partial<Device>): void {
    const devices = { ...this.#state.devices, [name]: { ...this.#state.devices[name], ...change } };
    this.#replace({ ...this.#state, devices });
  }

  addPaper(paper: Paper): void {
    this.#replace({ ...this.#state, papers: [paper, ...this.#state.papers].slice(0, MAX_PAPERS) });
  }

  /** Told again and again, so only a change is passed on. */
  changeDepartments(departments: readonly Department[]): void {
    if (JSON.stringify(departments) === JSON.stringify(this.#state.departments)) return;
    this.#replace({ ...this.#state, departments });
  }

  /** Tells every change from now on; returns how to stop it. */
  watch(fn: (state: DockState) => void): () => void {
    this.#watchers.add(fn);
    return () => this.#watchers.delete(fn);
  }

  #replace(state: DockState): void {
    this.#state = state;
    for (const fn of this.#watchers) fn(state);
  }
}
