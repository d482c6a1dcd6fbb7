/** What a HID device, or one face of it, is for: USB-IF, HID Usage Tables 1.5. */
export const GENERIC_DESKTOP = 0x01;
export const BAR_CODE_SCANNER = 0x8c;
/** The first of the pages that each maker fills as it likes. */
export const VENDOR_DEFINED = 0xff00;
