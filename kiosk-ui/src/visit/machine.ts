/** Questions to the agent's snapshot, asked by the reducer and by the screens. */
import type { Fault } from '#agent/contract/faults.ts';
import type { DeviceState, Job, Snapshot } from '#agent/contract/messages.ts';
import type { CertificateIssued } from '#server/contract/certificates.ts';
import type { Offer } from '#server/contract/decisions.ts';
import type { NoticeIssued } from '#server/contract/notices.ts';
import type { Base, Pause, While } from './state.ts';

export type Condition = NonNullable<Snapshot['printers']['page']>['conditions'][number];

/** A printer that lacks something, an agent that cannot begin, or somebody else's paper. */
export type Hold = Condition | Fault | 'busy';

/** Warnings: whatever was begun goes on. */
const WARNINGS: ReadonlySet<Condition> = new Set<Condition>(['paper_waiting', 'paper_low', 'toner_low']);

const AT_WORK: ReadonlySet<DeviceState> = new Set<DeviceState>(['ready', 'busy']);
const WAKING: ReadonlySet<DeviceState> = new Set<DeviceState>(['opening', 'initialising']);

/** Why no visit can begin now; undefined when one can. */
export function pauseOf(snapshot: Snapshot): Pause | undefined {
  const { reader } = snapshot;
  if (!AT_WORK.has(reader.state)) {
    if (reader.fault !== null) return reader.fault;
    return WAKING.has(reader.state) ? 'starting' : 'reader_absent';
  }
  return snapshot.server === 'down' ? 'server_unreachable' : undefined;
}

/** The card of this visit lies on the reader, whether the agent still knows it or has let go of it. */
export function isCardLying(base: Base): boolean {
  const card = base.machine?.card;
  return isCardForgotten(base) || (card?.state === 'read' && card.laying === base.spent && card.lying);
}

/** A card that had its time still lies there: no other can be read before it is lifted. */
export function isCardForgotten({ machine }: Base): boolean {
  return machine?.card.state === 'none' && machine.card.lying;
}

/** The card of this visit was lifted. A reader that cannot see says nothing about cards. */
export function isCardLifted(base: Base): boolean {
  if (base.machine === undefined || !AT_WORK.has(base.machine.reader.state)) return false;
  return base.machine.card.state !== 'reading' && !isCardLying(base);
}

export function jobOf(
  snapshot: Snapshot | undefined,
  issued: CertificateIssued | NoticeIssued | undefined,
  printer: 'page' | 'slip',
): Job | undefined {
  const order = issued?.orders.find((each) => each.printer === printer);
  return snapshot?.jobs.find((each) => each.job === order?.job);
}

export function printerOf(state: While<'printing' | 'slip'>): 'page' | 'slip' {
  return state.at === 'slip' ? 'slip' : state.offer.printer;
}

/** Whether answers can be taken home on a slip here. */
export function hasSlips({ machine }: Base): boolean {
  return machine !== undefined && machine.printers.slip !== null;
}

/** Why a service cannot be had at this machine; a matter that is no certificate is of use without a printer. */
export function barOf({ machine }: Base, offer: Offer): 'closed' | 'no_printer' | undefined {
  if (offer.closed?.by === 'printer') return 'closed';
  const isPaper = offer.outcome === 'certificate';
  return isPaper && machine?.printers[offer.printer] === null ? 'no_printer' : undefined;
}

/** The department that must be asked did not answer lately: whoever taps asks it once more. */
export function isSilent({ closed }: Offer): boolean {
  return closed?.by === 'department';
}

/** What keeps this paper from being printed; undefined while it goes on. */
export function holdOf(state: While<'printing' | 'slip'>): Hold | undefined {
  const printer = printerOf(state);
  const job = jobOf(state.machine, state.issued, printer);
  switch (job?.state) {
    case 'waiting':
      return hindranceOf(state.machine, printer) ?? job.fault ?? 'busy';
    case 'blocked':
      return blockageOf(state.machine, printer) ?? job.fault ?? 'device_fault';
    default:
      return undefined;
  }
}

/** What a printer needs before it begins a paper, the last one taken away included; undefined when nothing. */
export function hindranceOf(snapshot: Snapshot | undefined, printer: 'page' | 'slip'): Condition | undefined {
  return snapshot?.printers[printer]?.conditions.find(
    (each) => !WARNINGS.has(each) || each === 'paper_waiting',
  );
}

/** What a printer needs to go on with a paper; undefined when nothing. */
function blockageOf(snapshot: Snapshot | undefined, printer: 'page' | 'slip'): Condition | undefined {
  return snapshot?.printers[printer]?.conditions.find((each) => !WARNINGS.has(each));
}

/** A former resident's paper may lie beside the new one. Where the printer sees a paper, that is the new one. */
export function isPaperOfOthersNear({ machine }: Base): boolean {
  const printers = machine === undefined ? [] : [machine.printers.page, machine.printers.slip];
  return printers.some((each) => each?.paperLeft && !each.conditions.includes('paper_waiting'));
}
