/** node-hid and the kernel's hidraw, without the product between. */
import assert from 'node:assert/strict';
import { devicesAsync, HIDAsync } from 'node-hid';
import { READER_DESCRIPTOR, UhidDevice } from './uhid-device.ts';

const PLUG = {
  vendorId: 0x1209,
  productId: 0x0001,
  name: 'Test reader',
  serialNumber: 'T-1',
  descriptor: READER_DESCRIPTOR,
};

const listed = async () => (await devicesAsync(PLUG.vendorId, PLUG.productId)).length;

export async function seesReaderComeAndGo(): Promise<undefined> {
  const device = await UhidDevice.plugIn(PLUG, () => {});
  const [seen] = await devicesAsync(PLUG.vendorId, PLUG.productId);
  assert.deepEqual(
    [seen?.product, seen?.serialNumber, seen?.usagePage, seen?.usage],
    ['Test reader', 'T-1', 0xff00, 1],
  );
  const handle = await HIDAsync.open(seen?.path ?? '');
  const lost = new Promise((resolve) => handle.on('error', resolve));
  handle.on('data', () => {});
  await device.unplug();
  assert.match(String(await lost), /device disconnected/u);
  assert.equal(await listed(), 0);
  await handle.close();
}
