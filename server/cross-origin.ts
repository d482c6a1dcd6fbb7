import type { RequestHandler } from 'express';

/** A kiosk's screen is a page of its agent on the loopback interface of some machine; which port is the machine's affair. */
const KIOSK_SCREEN = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/u;
const PREFLIGHT_LASTS_SECONDS = 600;

/**
 * Lets kiosk screens call the API (Fetch standard, CORS protocol). Tokens travel in Authorization, never in cookies, so
 * a foreign page gains nothing by calling; it is not told anything either.
 */
export const kioskScreensOnly: RequestHandler = (req, res, next) => {
  res.vary('Origin');
  const origin = req.get('origin');
  if (origin === undefined || !KIOSK_SCREEN.test(origin)) return next();
  res.setHeader('Access-Control-Allow-Origin', origin);
  if (req.method !== 'OPTIONS') return next();
  res.setHeader('Access-Control-Allow-Methods', 'GET, POST, DELETE');
  res.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
  res.setHeader('Access-Control-Max-Age', String(PREFLIGHT_LASTS_SECONDS));
  res.status(204).end();
};
