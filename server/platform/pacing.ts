/** How one limit is kept: a slot every `intervalUs`, up to `burst` of them at once after idling. */
export interface Pace {
  intervalUs: number;
  burst: number;
}

export interface PacingSettings {
  mode: "strict" | "gcra";
  /** Requests that the server allows in `windowMs`. */
  rate: number;
  windowMs: number;
  /** Used in `gcra` only. */
  burst: number;
  /** J: bounds the network's jitter and a worker's lateness together; each gets half of it. */
  jitterMs: number;
}

/**
 * The pace that stays clean against the server's limit of `rate` in each window W.
 *
 * `strict`: for a server that may count in sliding or fixed windows. Messages leave at least I apart by the database's
 * clock, and each arrives between 0 and J later. The first and the last of any N + 1 successive ones then arrive at
 * least N × I − J apart; with I = (W + J) / N that is a full window, so no window holds N + 1.
 *
 * `gcra`: for a server that keeps a token bucket itself. Full rate is clean while our burst stays below the server's
 * by at least rate × J: jitter can bunch no more than that many messages together.
 */
export function paceOf(settings: PacingSettings): Pace {
  const { mode, rate, windowMs, burst, jitterMs } = settings;
  if (mode === "strict") return { intervalUs: Math.ceil(((windowMs + jitterMs) * 1_000) / rate), burst: 1 };
  return { intervalUs: Math.ceil((windowMs * 1_000) / rate), burst };
}

/** Slots a second in the long run. */
export function perSecond({ intervalUs }: Pace): number {
  return 1_000_000 / intervalUs;
}
