/**
 * A press that works for old hands. The browser's `click` is lost when a palm rests on the glass, when the finger
 * drifts more than about 5 mm, and comes twice from a tremor; so every pointer is followed on its own.
 *
 * Fires once when a finger that went down on the element comes up on it or within 6 mm of it. Other fingers are
 * nobody's business. The same element does not fire twice within 500 ms (EN 301 549, 5.8), and nothing can be
 * pressed for 300 ms after the screen has changed (`settle`). A `click` without a pointer (detail 0: keyboard,
 * switch, assistive technology) fires too.
 */
import type { Attachment } from 'svelte/attachments';
import { mmToPx } from './mm.ts';

const SLACK_MM = 6;
const SAME_TARGET_MS = 500;
const SETTLE_MS = 300;
const SETTLING = 'data-settling';

export function press(fire: () => void): Attachment<HTMLElement> {
  return (element) => {
    const down = new Set<number>();
    let firedAt = Number.NEGATIVE_INFINITY;

    const fireOnce = () => {
      const now = performance.now();
      if (now - firedAt < SAME_TARGET_MS || isDisabled(element)) return;
      firedAt = now;
      fire();
    };
    const release = (pointer: number): boolean => {
      const was = down.delete(pointer);
      if (down.size === 0) element.removeAttribute('data-pressed');
      return was;
    };
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0 || isDisabled(element) || isSettling(element)) return;
      down.add(event.pointerId);
      element.setPointerCapture(event.pointerId);
      element.setAttribute('data-pressed', '');
    };
    const onUp = (event: PointerEvent) => {
      if (release(event.pointerId) && !isSettling(element) && isOver(element, event)) fireOnce();
    };
    const onCancel = (event: PointerEvent) => void release(event.pointerId);
    const onClick = (event: MouseEvent) => {
      if (event.detail === 0) fireOnce();
    };

    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onCancel);
    element.addEventListener('click', onClick);
    return () => {
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onCancel);
      element.removeEventListener('click', onClick);
    };
  };
}

/** A new screen under an old finger: nothing in `root` can be pressed for a moment. Returns how to call it off. */
export function settle(root: HTMLElement): () => void {
  root.setAttribute(SETTLING, '');
  const timer = setTimeout(() => root.removeAttribute(SETTLING), SETTLE_MS);
  return () => clearTimeout(timer);
}

const isSettling = (element: Element): boolean => element.closest(`[${SETTLING}]`) !== null;
const isDisabled = (element: Element): boolean => element.getAttribute('aria-disabled') === 'true';

function isOver(element: Element, { clientX, clientY }: PointerEvent): boolean {
  const slack = mmToPx(SLACK_MM);
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return (
    clientX >= left - slack && clientX <= right + slack && clientY >= top - slack && clientY <= bottom + slack
  );
}
