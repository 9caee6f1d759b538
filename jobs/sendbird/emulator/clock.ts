/**
 * Two clocks, because they answer different questions: `wallMs` (epoch) dates messages, `monotonicMs` drives the
 * limiter and must never jump. Tests inject both.
 */
export interface EmulatorClock {
  wallMs(): number;
  monotonicMs(): number;
}

export const systemClock: EmulatorClock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};
