/** Another program that works with a serial line, and locks it as the agent does. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const PORTS = new URL('../../../device-agent/ports.ts', import.meta.url).href;

export async function holdLine(path: string) {
  const program = `
    const { openSerial } = await import('${PORTS}');
    await openSerial({ path: ${JSON.stringify(path)}, baud: 115200 });
    process.stdout.write('held');
    process.stdin.on('end', () => process.exit()).resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    pid: child.pid,
    async letGo(): Promise<void> {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
