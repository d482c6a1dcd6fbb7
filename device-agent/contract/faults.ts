import { picklist } from 'valibot';

/**
 * Every fault the agent can show, by name. The sentence for the resident stands in the screen's dictionary,
 * the one for staff in staff-words.ts; neither compiles while one is missing. Meanings: docs/faults.md.
 */
export const FAULTS = [
  // the reader
  'reader_absent',
  'reader_silent',
  'reader_damaged_answer',
  'reader_refused_command',
  'reader_error',
  'sam_failed',
  'sam_not_authorised',
  // the card
  'card_removed_in_find',
  'card_removed_in_select',
  'card_removed_in_read',
  'card_collision',
  'card_refused',
  'card_suspect',
  'card_not_identity',
  'card_unreadable',
  'card_kind_unsupported',
  // the print order
  'order_altered',
  'order_expired',
  'order_replayed',
  'order_for_another_kiosk',
  'document_unavailable',
  'document_altered',
  // the paper (while a job waits, its conditions say more)
  'not_printed',
  'print_uncertain',
  'paper_left',
  // the house
  'server_unreachable',
  'disk_full',
] as const;
export const fault = picklist(FAULTS);
export type Fault = (typeof FAULTS)[number];
