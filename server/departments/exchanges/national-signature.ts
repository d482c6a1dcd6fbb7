/**
 * How requests to the national data-sharing exchange are signed, as several unrelated public clients do it:
 * gjgxjhpt_sign = base64(HMAC-SHA256(key, sid + rid + rtime)). The body is not under the signature: TLS must protect it.
 */
import { createDecipheriv, createHmac } from 'node:crypto';
import { DepartmentFault } from '../department-fault.ts';

export interface Signed {
  /** `gjgxjhpt_sid`, the service asked. */
  readonly service: string;
  /** `gjgxjhpt_rid`, who asks. */
  readonly requester: string;
  /** `gjgxjhpt_rtime`, ms since 1970. */
  readonly timeMs: number;
}

export function signedHeaders({ service, requester, timeMs }: Signed, key: string): Record<string, string> {
  const time = String(timeMs);
  return {
    gjgxjhpt_rid: requester,
    gjgxjhpt_sid: service,
    gjgxjhpt_rtime: time,
    gjgxjhpt_sign: createHmac('sha256', key)
      .update(service + requester + time)
      .digest('base64'),
  };
}

export const APP_KEY_BYTES: readonly number[] = [16, 24, 32];

/**
 * The secret as the refresh call gives it: AES under the appKey. Mode and coding are not published. Assumed:
 * AES/ECB/PKCS5Padding, the key being the bytes of the appKey, the text base64. Throws DepartmentFault `malformed`.
 */
export function openSecret(sealed: string, appKey: string): string {
  const key = Buffer.from(appKey);
  try {
    const decipher = createDecipheriv(`aes-${key.length * 8}-ecb`, key, null);
    return decipher.update(sealed, 'base64', 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw new DepartmentFault('malformed', { cause });
  }
}
