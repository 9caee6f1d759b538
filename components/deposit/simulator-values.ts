/** Amounts worth trying against a bill: all of it, half, and more than was billed (in whole thousands). */
export function presetAmounts(billedWon: bigint): { full: bigint; half: bigint; more: bigint } {
  const half = billedWon / 2n;
  const extra = billedWon / 5_000n;
  return {
    full: billedWon,
    half: half > 0n ? half : 1n,
    more: billedWon + (extra > 0n ? extra : 1n) * 1_000n,
  };
}

/** A number that no bank has handed over: 14 digits from 99. `random` is from 0 to 1. */
export function unknownAccountNumber(random: number): string {
  return `99${String(Math.floor(random * 1e12)).padStart(12, "0")}`;
}

/** What the date picker holds (`YYYY-MM-DD HH:mm:ss`, a clock in Seoul) as an instant; null for now. */
export function seoulInstant(clock: string | null): Date | null {
  return clock === null ? null : new Date(`${clock.replace(" ", "T")}+09:00`);
}
