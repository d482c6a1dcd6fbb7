/** A simulated printer as a program: commands come as JSON lines on stdin, events go as JSON lines to stdout. */
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';

export function tell(event: string, fields: object): void {
  process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
}

/** Runs until its stdin ends or it is told to stop. A line that is no known command is answered on stderr. */
export function obey(commands: Readonly<Record<string, () => unknown>>, stop: () => Promise<void>): void {
  const end = () => void stop().then(() => process.exit(0));
  process.once('SIGTERM', end).once('SIGINT', end);
  createInterface(process.stdin).on('line', obeyLine).once('close', end);

  function obeyLine(line: string): void {
    const wish = wishOf(line);
    const command = wish !== undefined && Object.hasOwn(commands, wish) ? commands[wish] : undefined;
    if (command) void command();
    else
      process.stderr.write(`${JSON.stringify({ event: 'unknown_command', known: Object.keys(commands) })}\n`);
  }
}

function wishOf(line: string): string | undefined {
  try {
    return String(JSON.parse(line)?.do);
  } catch {
    return undefined;
  }
}

/** Papers are numbered on through every run of the program: 1, 2, … in one folder. */
export function nextPaperNumber(dir: string): number {
  const numbers = readdirSync(dir)
    .map((file) => Number.parseInt(file, 10))
    .filter(Number.isInteger);
  return Math.max(0, ...numbers) + 1;
}
