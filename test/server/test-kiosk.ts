import { createHash, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { CompactSign } from 'jose';
import { parse } from 'valibot';
import { type KioskId, kioskId, type PublicJwk, publicJwk } from '#server/contract/words.ts';
import { enrolKiosk, makeEnrolmentCode } from '../../server/kiosks/enrolment.ts';
import type { Db } from '../../server/store/database.ts';

/** What a proof says; a test spoils one thing at a time. */
export interface ProofWish {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** A kiosk as the server sees it: a key pair and the requests it signs. */
export class TestKiosk {
  readonly id: KioskId;
  readonly privateKey: KeyObject;
  readonly publicKey: PublicJwk;

  constructor(id = 'hongqi-01') {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.id = parse(kioskId, id);
    this.privateKey = pair.privateKey;
    this.publicKey = parse(publicJwk, pair.publicKey.export({ format: 'jwk' }));
  }

  async enrol(db: Db): Promise<this> {
    const code = await makeEnrolmentCode(db, 'staff:test');
    await enrolKiosk(db, { kiosk: this.id, name: '样例一号机', code, publicKey: this.publicKey });
    return this;
  }

  async proof({ method, path, body = '', claims = {}, header = {} }: ProofWish): Promise<string> {
    const payload = {
      iss: this.id,
      aud: 'linli-server',
      jti: randomUUID(),
      iat: Math.floor(Date.now() / 1000),
      htm: method,
      htu: path,
      bodyHash: createHash('sha256').update(body).digest('base64url'),
      ...claims,
    };
    const jws = await new CompactSign(Buffer.from(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ES256', kid: this.id, ...header })
      .sign(this.privateKey);
    return `LinliKiosk ${jws}`;
  }

  /** A whole request with its proof. */
  async send(url: string, method: string, path: string, body?: unknown): Promise<Response> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const authorization = await this.proof({ method, path, body: text });
    return fetch(url + path, {
      method,
      headers: { authorization, ...(text ? { 'content-type': 'application/json' } : {}) },
      ...(text ? { body: text } : {}),
    });
  }
}
