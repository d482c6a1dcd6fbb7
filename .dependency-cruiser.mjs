/** Who may import whom (docs/decisions/001-one-package-no-build.md), checked. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(printers|device-agent|server|settings|kiosk-ui|start|bench|test)/', pathNot: allowed },
});

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('printers-know-nothing-of-ours', '^printers/', '^printers/'),
    only('settings-know-nothing-of-ours', '^settings/', '^settings/'),
    only('agent-imports', '^device-agent/', '^(device-agent|settings|printers|server/contract)/'),
    only(
      'server-imports',
      '^server/',
      '^(server|settings|printers/(page|slip|civil-words)|device-agent/contract)(/|\\.ts$)',
    ),
    only('screen-imports', '^kiosk-ui/src/', '^(kiosk-ui/src|server/contract|device-agent/contract)/'),
    only(
      'pages-are-browser-code',
      '^server/(verify-page|console)/',
      '^(server/(verify-page|console|contract)|device-agent/contract)/',
    ),
    {
      name: 'browser-has-no-node',
      severity: 'error',
      from: { path: '^(kiosk-ui/src|server/verify-page|server/console)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'contracts-import-valibot-only',
      severity: 'error',
      from: { path: '^(server|device-agent)/contract/' },
      to: { pathNot: '^((server|device-agent)/contract/|node_modules/valibot)' },
    },
    {
      name: 'only-ports-touch-devices',
      severity: 'error',
      from: { pathNot: '^(device-agent/ports\\.ts|test/)' },
      to: { path: 'node_modules/(serialport|node-hid)' },
    },
    {
      name: 'product-does-not-know-tests',
      severity: 'error',
      from: { pathNot: '^(test|bench|start)/' },
      to: { path: '^(test|bench|start)/' },
    },
    {
      name: 'start-spawns-never-imports',
      severity: 'error',
      from: { path: '^start/' },
      to: { path: '^(printers|device-agent|server|kiosk-ui|test)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'svelte'],
      extensions: ['.ts', '.mjs', '.js', '.svelte'],
    },
  },
};
