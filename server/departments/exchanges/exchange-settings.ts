/** `sources` of server.yaml: which exchange carries which sources of server/sources/, and who answers for asking. */
import {
  boolean,
  check,
  type InferOutput,
  literal,
  minLength,
  optional,
  pipe,
  record,
  regex,
  strictObject,
  string,
  union,
  variant,
} from 'valibot';
import { sourceName } from '../../definitions/words.ts';

const text = pipe(string(), minLength(1));
const SAFE_ADDRESS = 'expected an https address without a query; http only to this machine (127.0.0.1)';
/** Neither exchange signs the body: whoever can change it on the way can change the answer. So TLS, except to ourselves. */
const address = pipe(string(), check(isSafe, SAFE_ADDRESS));
/** Visible ASCII: it travels in a header. */
const headerValue = pipe(
  string(),
  regex(/^[\x21-\x7e]{1,200}$/u, 'expected letters and digits without spaces'),
);

/** Who stands behind each question: the resident at the kiosk, or one named officer. */
const asker = union(
  [literal('resident'), strictObject({ officerFile: text })],
  "expected 'resident', or officerFile with the path of a file (mode 0600): identity number, then name, a line each",
);
const named = strictObject({ code: text, name: text });
const XROAD_PART = '[A-Za-z0-9-._~]+';

const national = strictObject({
  kind: literal('national'),
  /** Where questions are POSTed. */
  url: address,
  /** Where the short-lived secret is fetched. */
  refreshUrl: address,
  /** `gjgxjhpt_sid` of that call. */
  refreshService: headerValue,
  /** `gjgxjhpt_rid`: who we are to the exchange. */
  requester: headerValue,
  /** File (mode 0600) that holds the appKey: 16, 24 or 32 characters. */
  keyFile: text,
  asker,
  unit: named,
  business: named,
  system: named,
  /** By source: `gjgxjhpt_sid`, such as s_1200000900000_2109. */
  services: record(sourceName, headerValue),
});

const xroad = strictObject({
  kind: literal('xroad'),
  /** Our own security server. */
  url: address,
  /** X-Road-Client: INSTANCE/CLASS/MEMBER/SUBSYSTEM. */
  client: pipe(
    string(),
    regex(
      new RegExp(`^${XROAD_PART}(/${XROAD_PART}){2,3}$`, 'u'),
      'expected INSTANCE/CLASS/MEMBER/SUBSYSTEM',
    ),
  ),
  asker,
  /** Whether an answer must carry the hash of our question as we know it (docs/departments.md). */
  checkHash: optional(boolean(), true),
  /** By source: service id and path, INSTANCE/CLASS/MEMBER/SUBSYSTEM/SERVICE/PATH. */
  services: record(
    sourceName,
    pipe(
      string(),
      regex(
        new RegExp(`^${XROAD_PART}(/${XROAD_PART}){5,}$`, 'u'),
        'expected INSTANCE/CLASS/MEMBER/SUBSYSTEM/SERVICE/PATH',
      ),
    ),
  ),
});

/** Exchanges by a name of one's own. */
export const exchangeSettings = record(text, variant('kind', [national, xroad]));
export type ExchangeSettings = InferOutput<typeof exchangeSettings>;
export type NationalSettings = InferOutput<typeof national>;
export type XRoadSettings = InferOutput<typeof xroad>;
export type AskerSettings = InferOutput<typeof asker>;

function isSafe(written: string): boolean {
  if (!URL.canParse(written)) return false;
  const { protocol, hostname, search, hash, username } = new URL(written);
  if (search !== '' || hash !== '' || username !== '') return false;
  return (
    protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
  );
}
