/** What the page may do: run its own scripts, talk to the agent and to one server. Nothing else. */
export function securityHeaders(port: number, serverUrl: string): Record<string, string> {
  // 'self' covers ws: in today's browsers; the two written out do so in every one. CSP cannot name [::1].
  const connect = [`'self'`, `ws://127.0.0.1:${port}`, `ws://localhost:${port}`, new URL(serverUrl).origin];
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `media-src 'self'`,
    `connect-src ${connect.join(' ')}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types svelte-trusted-html`,
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

/** What a browser keeps of a visit, gone (W3C Clear Site Data). */
export const CLEAR_SITE_DATA = '"cache", "cookies", "storage"';
