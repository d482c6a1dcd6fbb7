/** What the doctor says of HID readers that the kernel takes for real ones. */
import assert from 'node:assert/strict';
import { Holders } from '../../../device-agent/doctor/machine/holders.ts';
import { lookAtMachine } from '../../../device-agent/doctor/machine/machine.ts';
import { userNow } from '../../../device-agent/doctor/machine/permission.ts';
import { candidatesOf, discover } from '../../../device-agent/doctor/probe/discover.ts';
import { probeReader } from '../../../device-agent/doctor/probe/probe-reader.ts';
import { lineOf } from '../../../device-agent/readers/lines/line-of.ts';
import type { FarFraming } from '../../sim/reader/hid-reports.ts';
import { PluggedReader } from './plugged-reader.ts';

const KNOWN = { vendorId: 0x0483, productId: 0x572b };
/** The guest has one slow processor, which its host may take away for a moment. */
const IN_A_GUEST = { untilMs: 5000, statusMs: 2000 };
const UNKNOWN = { vendorId: 0x1209, productId: 0x0001 };

const here = () => ({ root: '/', user: userNow(), holders: new Holders('/') });

async function withReader<T>(
  usb: typeof KNOWN,
  framing: FarFraming,
  work: (reader: PluggedReader) => Promise<T>,
): Promise<T> {
  const reader = await PluggedReader.plugIn({ ...usb, name: 'Card reader', serialNumber: 'A-1' }, framing);
  try {
    return await work(reader);
  } finally {
    await reader.unplug();
  }
}

/** Read out of /sys and /dev alone: the reader hears nothing. */
export function seesReader(): Promise<undefined> {
  return withReader(KNOWN, 'dk', async ({ far }) => {
    const [seen, ...others] = lookAtMachine(here()).hidNodes;
    assert.deepEqual(others, []);
    const { path, name, permission, ...told } = seen ?? assert.fail('no HID device listed');
    assert.deepEqual(told, {
      ...KNOWN,
      product: 'Card reader',
      serialNumber: 'A-1',
      driver: 'hid-generic',
      usages: [{ page: 0xff00, usage: 1 }],
      heldBy: undefined,
    });
    assert.match(path, /^\/dev\/hidraw\d+$/u);
    assert.equal(path, `/dev/${name}`);
    assert.equal(permission?.isOpen, true);
    assert.deepEqual(far.asked, []);
    return undefined;
  });
}

/** The one that is known as the doctor's round does, and two of an unknown number as kiosk.yaml's reader is asked. */
export async function findsFramings(): Promise<undefined> {
  await withReader(KNOWN, 'dk', async () => {
    const { hid } = candidatesOf(lookAtMachine(here()), here());
    for await (const found of discover({ serial: [], usb: [], hid }, '/'))
      assert.deepEqual(found.kind === 'reader' && found.reader.at, {
        kind: 'hid',
        ...KNOWN,
        serialNumber: 'A-1',
        framing: 'dk',
      });
    assert.equal(hid.length, 1);
  });
  for (const framing of ['len-prefix', 'raw'] as const)
    await withReader(UNKNOWN, framing, async () => {
      const probed = await probeReader(lineOf({ kind: 'hid', ...UNKNOWN, framing: 'auto' }), IN_A_GUEST);
      assert.deepEqual(probed.kind === 'reader' && probed.at, { kind: 'hid', ...UNKNOWN, framing });
    });
  return undefined;
}
