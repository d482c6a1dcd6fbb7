import type { CardRecord } from '#agent/contract/card-kinds.ts';
import type { CardStation } from '../../../device-agent/card/card-desk.ts';

/** A reader whose card a test lays and lifts. */
export class ScriptedStation implements CardStation {
  view: CardStation['view'] = {
    device: { state: 'ready', fault: null },
    samId: '05.03-20261122-0000000001-0000000001',
    lastReading: null,
    card: { state: 'none', lying: false },
  };
  isAllowed = false;
  #listener: () => void = () => {};

  start(): void {}
  async stop(): Promise<void> {}

  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  allowReading(isAllowed: boolean): void {
    this.isAllowed = isAllowed;
  }

  forget(): void {
    this.show({ state: 'none', lying: false });
  }

  show(card: CardStation['view']['card']): void {
    this.view = { ...this.view, card };
    this.#listener();
  }

  lay(record: CardRecord): void {
    this.show({ state: 'reading' });
    this.show({ state: 'read', record, photo: Buffer.alloc(1024, 1), lying: true });
  }
}
