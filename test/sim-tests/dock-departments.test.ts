import { mkdirSync, mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { controlServer } from '../sim/departments/control.ts';
import { SimulatedDepartments } from '../sim/departments/departments.ts';
import { runDock } from '../sim/dock/run.ts';

const standIn = fileURLToPath(new URL('stand-in.ts', import.meta.url));
const REGISTERS = ['police.residence', 'police.permit', 'civil.living'].map((source) => ({
  source,
  department: source.startsWith('police') ? '公安' : '民政局',
  title: source,
  people: new Map(),
}));

async function openDock() {
  const sim = new SimulatedDepartments({ appKey: '0123456789abcdef', registers: REGISTERS });
  const control = controlServer(sim);
  await new Promise<void>((done) => control.listen(0, '127.0.0.1', done));
  const dir = mkdtempSync(join(tmpdir(), 'dock-departments-'));
  mkdirSync(join(dir, 'cards'));
  const dock = await runDock({
    dir,
    port: 0,
    screen: null,
    cards: join(dir, 'cards'),
    programs: { reader: standIn, scanner: standIn, page: standIn, slip: standIn },
    departments: `http://127.0.0.1:${(control.address() as AddressInfo).port}`,
  });
  const browser = await openBrowser();
  onTestFinished(async () => {
    await browser.close();
    await dock.close();
    control.close();
  });
  const page = await browser.newPage();
  await page.goto(dock.url);
  return { sim, page };
}

it('cuts off a whole department by one switch, and mends it by another', async () => {
  const { sim, page } = await openDock();
  const departments = page.getByRole('region', { name: '部门' });
  await departments.getByText('都通着').waitFor();
  await departments.getByRole('button', { name: '公安：断' }).click();
  await departments.getByText('1 家不顺').waitFor();
  expect(sim.faultOf('police.residence')).toEqual({ kind: 'down' });
  expect(sim.faultOf('police.permit')).toEqual({ kind: 'down' });
  expect(sim.faultOf('civil.living')).toBeUndefined();
  await departments.getByRole('button', { name: '公安：通' }).click();
  await departments.getByText('都通着').waitFor();
  expect(sim.faultOf('police.residence')).toBeUndefined();
});
