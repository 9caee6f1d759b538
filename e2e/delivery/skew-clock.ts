// Loaded into a process by --import: its wall clock is wrong by CLOCK_SKEW_MS from the first line on.

const skewMs = Number(process.env.CLOCK_SKEW_MS);
const RealDate = Date;

class SkewedDate extends RealDate {
  constructor(...args: unknown[]) {
    super(...((args.length === 0 ? [SkewedDate.now()] : args) as [number]));
  }

  /** Instants that were made before, or by the engine, are dates too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return Object.prototype.toString.call(value) === "[object Date]";
  }

  static override now(): number {
    return RealDate.now() + skewMs;
  }
}

globalThis.Date = SkewedDate as DateConstructor;
