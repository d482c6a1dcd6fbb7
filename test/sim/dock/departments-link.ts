/** The dock's hand on the simulated departments: what they say of themselves goes into the store, switches go to them. */
import { array, optional, parse, strictObject, string } from 'valibot';
import type { DockStore } from './state.ts';

const LOOK_EVERY_MS = 2000;
/** Long enough to be felt, short enough to be answered in time. */
const SLOW_MS = 2000;
const told = array(strictObject({ name: string(), sources: array(string()), fault: optional(string()) }));

/** 通, 慢, 断. */
export const DEPARTMENT_SWITCHES = ['mend', 'slow', 'cut'] as const;
export type DepartmentSwitch = (typeof DEPARTMENT_SWITCHES)[number];
const FAULTS = {
  mend: null,
  slow: { kind: 'slow', ms: SLOW_MS },
  cut: { kind: 'down' },
} as const satisfies Record<DepartmentSwitch, unknown>;

export class DepartmentsLink {
  readonly #control: string;
  readonly #store: DockStore;
  #timer: NodeJS.Timeout | undefined;

  constructor(control: string, store: DockStore) {
    this.#control = control;
    this.#store = store;
  }

  /** Others may play with the departments too, so it looks again now and then. */
  start(): void {
    void this.#ask('/');
    this.#timer = setInterval(() => void this.#ask('/'), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** False when their program does not answer, or knows no such department. */
  turn(name: string, to: DepartmentSwitch): Promise<boolean> {
    const sources = this.#store.state.departments.find((department) => department.name === name)?.sources;
    if (sources === undefined) return Promise.resolve(false);
    return this.#ask('/faults', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ sources, fault: FAULTS[to] }),
    });
  }

  async #ask(path: string, request: RequestInit = {}): Promise<boolean> {
    try {
      const response = await fetch(this.#control + path, request);
      this.#store.changeDepartments(parse(told, await response.json()));
      return response.ok;
    } catch {
      return false; // it comes back at the same address
    }
  }
}
