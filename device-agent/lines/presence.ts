/** To list the devices costs some milliseconds and reads each one's description: not every look needs it. */
const FRESH_MS = 2000;

interface Freshness {
  readonly freshMs: number;
  /** Milliseconds, never going back. */
  readonly now: () => number;
}

/** Whether a device is on the system's list, which is asked for anew once what it said is old. */
export class Presence<Device> {
  readonly #list: () => Promise<readonly Device[]>;
  readonly #freshMs: number;
  readonly #now: () => number;
  #listedAt = Number.NEGATIVE_INFINITY;
  #wasPresent = false;

  constructor(
    list: () => Promise<readonly Device[]>,
    { freshMs = FRESH_MS, now = () => performance.now() }: Partial<Freshness> = {},
  ) {
    this.#list = list;
    this.#freshMs = freshMs;
    this.#now = now;
  }

  /** A list that cannot be had says nothing of the device: to open it will tell why. */
  async isPresent(): Promise<boolean> {
    if (this.#now() - this.#listedAt >= this.#freshMs)
      await this.devicesNow().catch(() => this.#remember(true));
    return this.#wasPresent;
  }

  /** The list as it is now; a look after this knows what it said. @throws whatever listing throws */
  async devicesNow(): Promise<readonly Device[]> {
    const devices = await this.#list();
    this.#remember(devices.length > 0);
    return devices;
  }

  #remember(isPresent: boolean): void {
    this.#listedAt = this.#now();
    this.#wasPresent = isPresent;
  }
}
