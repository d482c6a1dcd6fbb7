import type { TestName } from '../test-names.ts';
import { findsFramings, seesReader } from './doctor-tests.ts';
import {
  exchangesMany,
  findsLenPrefix,
  findsRaw,
  hearsThroughGarbage,
  losesReaderInRead,
  namesTheSilent,
  readsNoCardTwice,
  readsThroughEnvelope,
  tellsTwoApart,
} from './hid-tests.ts';
import { seesReaderComeAndGo } from './node-hid.ts';
import { leavesPulledSlipInDoubt, printsThroughUsblp, seesUsbPrinter } from './printer-tests.ts';
import { readsCodes } from './scanner-tests.ts';
import { losesAdapterInRead, readsOverUsbSerial, survivesUnpluggings } from './serial-tests.ts';

/** What each name stands for; a test may answer a figure worth telling. */
export const tests: Readonly<Record<TestName, () => Promise<string | undefined>>> = {
  'node-hid sees a reader with its numbers and its name, and sees it go': seesReaderComeAndGo,
  'HID: reads a card through the envelope of 0483:572B': readsThroughEnvelope,
  'HID: finds out that an unknown reader counts the bytes of each report, and reads a card': findsLenPrefix,
  'HID: finds out that an unknown reader sends frames as they are, and reads a card': findsRaw,
  'HID: unplugged in the middle of a read it is lost by name; plugged in again it reads the card':
    losesReaderInRead,
  'HID: a card that had its visit is not read again because the plug was pulled': readsNoCardTwice,
  'HID: reads a card between reports of no meaning': hearsThroughGarbage,
  'HID: names a reader silent that has the right number and never answers': namesTheSilent,
  'HID: asks only the reader with the serial number that was named': tellsTwoApart,
  'HID: answers a thousand questions in a row': exchangesMany,
  'HID: hears a code from a scanner in HID-POS mode, and again after its plug was pulled': readsCodes,
  'doctor: sees a HID reader in the kernel’s own folders, with number, name, node and use': seesReader,
  'doctor: asks HID readers in every framing, and finds which one they answer': findsFramings,
  'USB serial: reads a card through the adapter’s driver': readsOverUsbSerial,
  'USB serial: unplugged in the middle of a read it is lost by name; plugged in again it reads the card':
    losesAdapterInRead,
  'USB serial: sees each of several unpluggings and comes back each time': survivesUnpluggings,
  'USB printer: prints a slip through the kernel’s printer driver, and believes that it is out':
    printsThroughUsblp,
  'USB printer: pulled in the middle of a slip it leaves it in doubt, and is offline':
    leavesPulledSlipInDoubt,
  'doctor: sees a slip printer on USB in the kernel’s own folders, with its language and its way back':
    seesUsbPrinter,
};
