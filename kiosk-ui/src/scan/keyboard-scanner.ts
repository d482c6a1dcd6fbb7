/** Hears a scanner that types like a keyboard, before anything on the page does. */
import { HeldPress } from './held-press.ts';
import { type Burst, nextKey } from './key-burst.ts';

/** `isExpected`: asked at every key, as the agent may have a scanner of its own. */
export function listenForScans(page: Window, isExpected: () => boolean, heard: (code: string) => void): void {
  let burst: Burst | undefined;
  const press = new HeldPress();
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
      press.forget();
    } else press.now();
    if (step.isUndecided) press.hold(event);
    if (repeat && key === ' ') event.preventDefault(); // when it went down it has pressed what there was
    if (step.code !== undefined) heard(step.code);
  };
  page.addEventListener('keydown', onKey, { capture: true });
}
