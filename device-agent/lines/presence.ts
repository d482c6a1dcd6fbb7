/** To list the devices costs some milliseconds and reads each one's description: not every look needs it. */
const FRESH_MS = 2000;

/** Whether a device is listed. A list that cannot be had says nothing of the device: to open it will tell why. */
export function presenceIn(list: () => Promise<readonly unknown[]>): () => Promise<boolean> {
  let listedAt = Number.NEGATIVE_INFINITY;
  let wasPresent = false;
  return async () => {
    if (performance.now() - listedAt < FRESH_MS) return wasPresent;
    listedAt = performance.now();
    wasPresent = await list().then(
      (devices) => devices.length > 0,
      () => true,
    );
    return wasPresent;
  };
}
