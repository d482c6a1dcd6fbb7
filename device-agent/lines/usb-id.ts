/** Which device on USB: as kiosk.yaml names it, and as the system lists it. */
export interface UsbId {
  readonly vendorId: number;
  readonly productId: number;
  /** Which one, where two of a kind hang on one machine. */
  readonly serialNumber?: string | undefined;
}

/** `0483:572b`, as `lsusb` prints it. */
export function usbName(vendorId: number, productId: number): string {
  return [vendorId, productId].map((number) => number.toString(16).padStart(4, '0')).join(':');
}

/** For people and the log: `hid 0483:572b A1`. */
export function hidName({ vendorId, productId, serialNumber }: UsbId): string {
  return ['hid', usbName(vendorId, productId), serialNumber].filter(Boolean).join(' ');
}

/** Whether a listed device is the wanted one; any of its kind is, where no serial number is asked for. */
export function matching({ vendorId, productId, serialNumber }: UsbId): (listed: UsbId) => boolean {
  return (listed) =>
    listed.vendorId === vendorId &&
    listed.productId === productId &&
    (serialNumber === undefined || listed.serialNumber === serialNumber);
}
