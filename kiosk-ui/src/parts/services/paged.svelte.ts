/** Lists are paged, never scrolled. How much fits on a page depends on the glass and the letters. */

/** What is on one page, and how many pages there are: at least one. A page beyond the last is the last. */
export function paged<T>(items: readonly T[], perPage: number, wanted: number) {
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const page = Math.min(wanted, pages - 1);
  return { page, pages, items: items.slice(page * perPage, (page + 1) * perPage) };
}

/** Whether the glass stands upright; follows the window. */
export class Glass {
  #isUpright = $state(false);

  constructor() {
    $effect.pre(() => {
      const query = matchMedia('(orientation: portrait)');
      const look = () => {
        this.#isUpright = query.matches;
      };
      look();
      query.addEventListener('change', look);
      return () => query.removeEventListener('change', look);
    });
  }

  get isUpright(): boolean {
    return this.#isUpright;
  }
}
