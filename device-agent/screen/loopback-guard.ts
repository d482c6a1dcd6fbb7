/**
 * Who may speak to the agent: its own page and nobody else. `Host` and `Origin` are each looked up in a fixed list and
 * never compared with each other: a page that was rebound by DNS controls both.
 */
export interface LoopbackGuard {
  isOwnHost(host: string | undefined): boolean;
  /** A missing Origin and `null` are refused. */
  isOwnOrigin(origin: string | undefined): boolean;
}

const NAMES = ['127.0.0.1', 'localhost', '[::1]'] as const;

export function loopbackGuard(port: number): LoopbackGuard {
  const hosts = new Set(NAMES.map((name) => `${name}:${port}`));
  const origins = new Set(NAMES.map((name) => `http://${name}:${port}`));
  return {
    isOwnHost: (host) => host !== undefined && hosts.has(host.toLowerCase()),
    isOwnOrigin: (origin) => origin !== undefined && origins.has(origin),
  };
}
