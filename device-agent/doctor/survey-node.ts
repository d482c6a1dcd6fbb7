import type { Finding } from './finding.ts';
import type { DeviceNode, Place } from './machine/device-node.ts';
import { inUse, noPermission } from './mends.ts';

/**
 * How a device stands before anybody asks it: free, in use, or closed to the agent. Never wrong, for only kiosk.yaml tells
 * whether this kiosk needs it.
 */
export function surveyNode(
  { heldBy, permission }: DeviceNode,
  name: string,
  place: Place,
): Pick<Finding, 'verdict' | 'says' | 'mend'> {
  if (heldBy?.isAgent) return { verdict: 'good', says: `${name}：linli（进程 ${heldBy.pid}）正在用` };
  const trouble = heldBy
    ? inUse(heldBy)
    : permission && !permission.isOpen && noPermission(permission, place);
  if (!trouble) return { verdict: 'good', says: name };
  return { verdict: 'warning', says: `${name}：${trouble.says}`, mend: trouble.mend };
}
