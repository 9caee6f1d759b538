import type { FaultKind, Faults } from "./settings.ts";

/** A small seeded generator (mulberry32), so that a run with faults can be repeated exactly. Returns [0, 1). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export class FaultSource {
  #faults: Faults;
  #queued: FaultKind[];
  #random: () => number;
  #drawn = new Map<FaultKind, number>();

  constructor(faults: Faults) {
    this.#faults = faults;
    this.#queued = [...faults.next];
    this.#random = seededRandom(faults.seed);
  }

  /** The fault that befalls this request, or null. Queued faults come first, then the dice. */
  draw(action: "send" | "other"): FaultKind | null {
    if (action === "other" && this.#faults.on === "send") return null;
    const kind = this.#queued.shift() ?? this.#roll();
    if (kind) this.#drawn.set(kind, (this.#drawn.get(kind) ?? 0) + 1);
    return kind;
  }

  latencyMs(): number {
    const { latencyMs, latencyJitterMs } = this.#faults;
    return latencyMs + (latencyJitterMs > 0 ? this.#random() * latencyJitterMs : 0);
  }

  counts(): Record<string, number> {
    return Object.fromEntries(this.#drawn);
  }

  settings(): Faults {
    return { ...this.#faults, next: [...this.#queued] };
  }

  #roll(): FaultKind | null {
    const entries = Object.entries(this.#faults.probabilities) as [FaultKind, number][];
    if (entries.length === 0) return null;
    let left = this.#random();
    for (const [kind, probability] of entries) {
      if (left < probability) return kind;
      left -= probability;
    }
    return null;
  }
}
