import type { Line } from '../lines/line.ts';
import { serialLine } from '../lines/serial-line.ts';
import type { ScannerSettings } from '../settings.ts';
import { hidScannerLine } from './hid-scanner-line.ts';

/** The line to the scanner that kiosk.yaml describes. */
export function scannerLineOf(scanner: ScannerSettings): Line {
  switch (scanner.kind) {
    case 'serial':
      return serialLine(scanner.path, scanner.baud);
    case 'hid':
      return hidScannerLine(scanner);
    default:
      return scanner satisfies never;
  }
}
