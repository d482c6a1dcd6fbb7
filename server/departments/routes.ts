/** From the settings to a way to ask for each source. */
import { nearest } from '../../settings/nearest.ts';
import { SettingsFault } from '../../settings/settings-fault.ts';
import type { FactBook } from '../definitions/fact-book.ts';
import type { SourceFile } from '../definitions/source-file.ts';
import type { Evidence } from './department.ts';
import { openAsker } from './exchanges/asker.ts';
import type { Connector } from './exchanges/connector.ts';
import type { ExchangeSettings } from './exchanges/exchange-settings.ts';
import { NationalExchange } from './exchanges/national-exchange.ts';
import { readAppKey } from './exchanges/own-file.ts';
import { XRoad } from './exchanges/x-road.ts';
import { Guard, type GuardPace } from './guard.ts';

export interface Route {
  readonly file: SourceFile;
  readonly connector: Connector;
  readonly guard: Guard;
  readonly askedBy: Evidence['askedBy'];
}

interface Parts {
  readonly settings: ExchangeSettings;
  readonly book: FactBook;
  readonly now: () => number;
  readonly pace: GuardPace;
  readonly closing: AbortSignal;
}

/** By source. Throws SettingsFault for a source that does not exist or that two exchanges carry, and for unfit files. */
export function openRoutes(parts: Parts): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>();
  for (const [name, exchange] of Object.entries(parts.settings)) {
    const place = `sources.${name}`;
    const asker = openAsker(exchange.asker, place);
    const connector = connect(exchange, { place, asker, ...parts });
    for (const source of Object.keys(exchange.services)) {
      const file = fileOf(source, place, parts.book);
      if (routes.has(source)) throw wrong(`${place}.services.${source}: another exchange has it already`);
      routes.set(source, { file, connector, guard: new Guard(parts.pace), askedBy: asker.kind });
    }
  }
  return routes;
}

type Exchange = ExchangeSettings[string];
interface Connecting extends Pick<Parts, 'now' | 'closing'> {
  readonly place: string;
  readonly asker: ReturnType<typeof openAsker>;
}

function connect(settings: Exchange, { place, asker, now, closing }: Connecting): Connector {
  switch (settings.kind) {
    case 'national': {
      const appKey = readAppKey(settings.keyFile, `${place}.keyFile`);
      return new NationalExchange({ settings, appKey, asker, now, closing });
    }
    case 'xroad':
      return new XRoad({ settings, asker });
    default:
      return settings satisfies never;
  }
}

function fileOf(source: string, place: string, { sources }: FactBook): SourceFile {
  const file = sources.get(source);
  if (file !== undefined) return file;
  const likely = nearest(source, [...sources.keys()]);
  const advice = likely === undefined ? 'see server/sources/' : `did you mean "${likely}"?`;
  throw wrong(`${place}.services.${source}: there is no such source; ${advice}`);
}

function wrong(sentence: string): SettingsFault {
  return new SettingsFault('wrong_settings', `server.yaml: ${sentence}`);
}
