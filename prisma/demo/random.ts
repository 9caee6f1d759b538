/** A source of numbers that looks random and is the same in every run. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
}

/** mulberry32: 32 bits of state, good enough for figures that only have to look varied. */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    between,
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new RangeError("nothing to pick from");
      return items[between(0, items.length - 1)] as T;
    },
  };
}

/**
 * Makes ids as the database's uuid_v7() would have made them at an instant: lists page by id, so the ids of the past
 * must sort by it. Of one millisecond: in the order of the calls.
 */
export function createIdSource(random: Random): (at: Date) => string {
  const madeAt = new Map<number, number>();
  return (at) => {
    const ms = at.getTime();
    const count = madeAt.get(ms) ?? 0;
    if (count > 0xfff) throw new RangeError("more than 4096 ids in one millisecond");
    madeAt.set(ms, count + 1);
    const hex =
      ms.toString(16).padStart(12, "0") +
      (0x7000 + count).toString(16) +
      random.between(0x8000, 0xbfff).toString(16) +
      Array.from({ length: 3 }, () => random.between(0, 0xffff).toString(16).padStart(4, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
}
