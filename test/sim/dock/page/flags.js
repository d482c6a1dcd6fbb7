/** What can be seen of a device, as yes and no, from the fields of its last `state` event. */
export function flagsOf(name, { plugged, card, paper, coverOpen, jam }) {
  const unplugged = plugged === false;
  if (name === 'reader') return { unplugged, card: typeof card === 'string' };
  return { unplugged, empty: paper === false, cover: coverOpen === true, jam: jam === true };
}
