/** Every test that the guest must report. The host counts against this list: what is not heard of has failed. */
export const TEST_NAMES = [
  'node-hid sees a reader with its numbers and its name, and sees it go',
  'HID: reads a card through the envelope of 0483:572B',
  'HID: finds out that an unknown reader counts the bytes of each report, and reads a card',
  'HID: finds out that an unknown reader sends frames as they are, and reads a card',
  'HID: unplugged in the middle of a read it is lost by name; plugged in again it reads the card',
  'HID: a card that had its visit is not read again because the plug was pulled',
  'HID: reads a card between reports of no meaning',
  'HID: names a reader silent that has the right number and never answers',
  'HID: asks only the reader with the serial number that was named',
  'HID: answers a thousand questions in a row',
  'HID: hears a code from a scanner in HID-POS mode, and again after its plug was pulled',
  'doctor: sees a HID reader in the kernel’s own folders, with number, name, node and use',
  'doctor: asks HID readers in every framing, and finds which one they answer',
  'USB serial: reads a card through the adapter’s driver',
  'USB serial: unplugged in the middle of a read it is lost by name; plugged in again it reads the card',
  'USB serial: sees each of several unpluggings and comes back each time',
  'USB printer: prints a slip through the kernel’s printer driver, and believes that it is out',
  'doctor: sees a slip printer on USB in the kernel’s own folders, with its language and its way back',
  'USB printer: pulled in the middle of a slip it leaves it in doubt, and is offline',
] as const;
export type TestName = (typeof TEST_NAMES)[number];
