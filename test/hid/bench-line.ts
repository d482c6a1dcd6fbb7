/** The line between host and guest, the guest's second serial port: JSON, one message a line. */
import { type InferOutput, literal, number, object, optional, picklist, string, variant } from 'valibot';

/** What only the host can do: it holds the far end of the USB adapter. */
const wish = picklist(['lay', 'lift', 'plug', 'unplug', 'unplug_in_read']);
export type Wish = InferOutput<typeof wish>;

export const guestMessage = variant('event', [
  object({ event: literal('begun'), test: string() }),
  object({ event: literal('passed'), test: string(), ms: number(), note: optional(string()) }),
  object({ event: literal('failed'), test: string(), because: string() }),
  /** Answered with HostMessage when it is done. */
  object({ event: literal('wish'), id: number(), wish }),
  object({ event: literal('over') }),
]);
export type GuestMessage = InferOutput<typeof guestMessage>;

export const hostMessage = object({ id: number(), refused: optional(string()) });
export type HostMessage = InferOutput<typeof hostMessage>;
