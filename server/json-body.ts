import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler } from 'express';

/** The largest JSON body: a hundred print outcomes, or an assertion. */
const MAX_BODY_BYTES = 64 * 1024;

const raw = new WeakMap<IncomingMessage, Buffer>();
const NOTHING = Buffer.alloc(0);

/** Reads JSON bodies and keeps their bytes, which a kiosk proof names. */
export function jsonBody(): RequestHandler {
  return express.json({
    limit: MAX_BODY_BYTES,
    verify: (req, _res, bytes) => void raw.set(req, bytes),
  });
}

/** The bytes of the request's JSON body; empty when it had none. */
export const rawBody = (req: IncomingMessage): Buffer => raw.get(req) ?? NOTHING;
