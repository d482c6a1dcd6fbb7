/** The second sealed envelope, opened: is this a print order of our server, for this kiosk, for now? */
import { compactVerify } from 'jose';
import { type InferOutput, object, safeParse } from 'valibot';
import type { Fault } from '#agent/contract/faults.ts';
import { type OrderClaims, orderClaims } from '#server/contract/envelopes.ts';
import type { Identity } from '../identity/identity.ts';
import { jsonOf } from '../json.ts';

/** How far the server's clock may run ahead of ours. */
const CLOCK_SKEW_MS = 60_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });

const orderName = object({ job: orderClaims.entries.job, printer: orderClaims.entries.printer });
/** What an order calls itself. Only good for telling the screen which order was refused. */
export type OrderName = InferOutput<typeof orderName>;

export type Verdict =
  | { readonly kind: 'good'; readonly order: OrderClaims }
  | { readonly kind: 'refused'; readonly fault: Fault; readonly name: OrderName | undefined };

/** Unproven: read from the middle part of the envelope whether or not the signature holds. */
function nameOf(jws: string): OrderName | undefined {
  const parsed = safeParse(orderName, jsonOf(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()));
  return parsed.success ? parsed.output : undefined;
}

async function claimsOf(jws: string, identity: Identity): Promise<OrderClaims | undefined> {
  try {
    // The algorithm is ours to choose, never the envelope's (RFC 8725, 3.1).
    const { payload } = await compactVerify(jws, identity.orderKey, { algorithms: ['ES256'] });
    const parsed = safeParse(orderClaims, jsonOf(utf8.decode(payload)));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Never throws; whether the nonce is new is the spool's to say. `now` in ms since 1970. */
export async function verifyOrder(jws: string, identity: Identity, now: number): Promise<Verdict> {
  const order = await claimsOf(jws, identity);
  if (order === undefined) return { kind: 'refused', fault: 'order_altered', name: nameOf(jws) };
  const refused = (fault: Fault): Verdict => ({ kind: 'refused', fault, name: order });
  if (order.aud !== identity.kiosk) return refused('order_for_another_kiosk');
  if (order.exp * 1000 <= now || order.iat * 1000 > now + CLOCK_SKEW_MS) return refused('order_expired');
  return { kind: 'good', order };
}
