import type { Line } from '../../lines/line.ts';
import { serialLine } from '../../lines/serial-line.ts';
import { tcpLine } from '../../lines/tcp-line.ts';
import { printerNode } from './printer-node.ts';
import type { SlipWay } from './slip-settings.ts';

/** The line to the slip printer that kiosk.yaml describes. */
export function slipLineOf(at: SlipWay): Line {
  switch (at.kind) {
    case 'serial':
      return serialLine(at.path, at.baud, at.flow);
    case 'tcp':
      return tcpLine(at.host, at.port);
    case 'usb':
      return printerNode(at.node);
    default:
      return at satisfies never;
  }
}
