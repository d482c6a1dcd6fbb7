import {
  array,
  check,
  type InferOutput,
  integer,
  literal,
  maxValue,
  minLength,
  minValue,
  number,
  optional,
  pipe,
  regex,
  strictObject,
  string,
  union,
} from 'valibot';
import { readSettings } from '../settings/read-settings.ts';
import { exchangeSettings } from './departments/exchanges/exchange-settings.ts';

const text = pipe(string(), minLength(1));
const port = pipe(number(), integer(), minValue(0), maxValue(65535));
const ORIGIN = 'expected an address without a path, like https://zm.example.cn';
const origin = pipe(string(), regex(/^https?:\/\/[^/?#@]+$/u, ORIGIN), check(URL.canParse, ORIGIN));

const embedded = strictObject({ dir: text });
const elsewhere = strictObject({
  url: pipe(string(), regex(/^postgres(ql)?:\/\//u, 'expected an address like postgresql://user@host/linli')),
});

/** server.yaml */
const serverSettings = strictObject({
  /** Port 0 takes any free one. The default host is for one box; kiosks elsewhere need 0.0.0.0 or a proxy. */
  listen: optional(strictObject({ port: optional(port, 8080), host: optional(text, '127.0.0.1') }), {}),
  /** The origin that stands in the code on every certificate; left out, it is the address listened on. */
  public: optional(strictObject({ url: origin })),
  community: strictObject({
    code: pipe(string(), regex(/^\d{12}$/u, 'expected the 12 digits of the community, in quotes')),
    name: text,
    /** Who seals the certificates. */
    issuer: text,
  }),
  database: optional(union([embedded, elsewhere]), { dir: 'var/database' }),
  keys: optional(strictObject({ dir: text }), { dir: 'var/keys' }),
  /** Further font files for names that the built-in font cannot write, tried in this order. */
  fonts: optional(strictObject({ fallback: optional(array(text), []) }), {}),
  /** A name of server/regions/, or the path of a YAML file of one's own: the values this region has otherwise. */
  region: optional(text),
  /** Exchanges with the departments, by a name of one's own (docs/departments.md). */
  sources: optional(exchangeSettings, {}),
  /** Fills an empty register with invented people. */
  seed: optional(literal('demo')),
});
export type ServerSettings = InferOutput<typeof serverSettings>;

/** Throws `SettingsFault`. */
export const readServerSettings = (file: string | undefined): ServerSettings =>
  readSettings({ file, schema: serverSettings, envPrefix: 'LINLI_SERVER' });
