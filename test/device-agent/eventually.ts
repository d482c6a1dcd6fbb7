/** Resolves when the condition holds; rejects with what was last seen when it does not in time. */
export async function eventually<T>(
  look: () => T,
  holds: (seen: T) => boolean,
  withinMs = 10_000,
): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    const seen = look();
    if (holds(seen)) return seen;
    if (performance.now() > until) throw new Error(`never came about; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
