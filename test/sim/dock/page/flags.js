/** What can be seen of a device, as yes and no, from the fields of its last `state` event. */
export function flagsOf(name, { state }) {
  switch (name) {
    case 'reader':
      return { card: typeof state.card === 'string', unplugged: state.plugged === false };
    case 'page':
      return { empty: state.paper === false, cover: state.coverOpen === true, jam: state.jam === true };
    default:
      return {
        empty: state.paper === false,
        cover: state.coverOpen === true,
        jam: state.jam === true,
        unplugged: state.plugged === false,
      };
  }
}
