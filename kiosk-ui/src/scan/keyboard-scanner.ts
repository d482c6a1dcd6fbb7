/** Hears a scanner that types like a keyboard, before anything on the page does. */
import { type Burst, nextKey } from './key-burst.ts';

/** `isExpected`: asked at every key, as the agent may have a scanner of its own. */
export function listenForScans(page: Window, isExpected: () => boolean, heard: (code: string) => void): void {
  let burst: Burst | undefined;
  const onKey = (event: KeyboardEvent) => {
    if (!isExpected()) {
      burst = undefined;
      return;
    }
    const { key, timeStamp, ctrlKey, altKey, metaKey, repeat, isComposing } = event;
    const step = nextKey(burst, {
      key,
      atMs: timeStamp,
      isControl: ctrlKey || altKey || metaKey,
      isByHand: repeat || isComposing,
    });
    burst = step.burst;
    if (step.isSwallowed) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (step.code !== undefined) heard(step.code);
  };
  page.addEventListener('keydown', onKey, { capture: true });
}
