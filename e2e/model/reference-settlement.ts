import { isOpen, type Micros, nextDay, nextOpenDay, seoulDay, seoulSeconds } from "./korean-calendar.ts";
import type { Contract, Item } from "./reference.types.ts";

/** The settlement side of the reference model: where an item goes, and what it costs. */
export class ReferenceSettlement {
  readonly items = new Map<string, Item>();
  /** `distributor payoutOn` → closed. */
  readonly closed = new Map<string, boolean>();
  readonly #contracts: Map<string, Contract[]>;

  constructor(contracts: Map<string, Contract[]>) {
    this.#contracts = contracts;
  }

  addPayment(
    distributor: string,
    paid: { transactionId: string; amountWon: bigint; tradedAt: Micros },
    now: Micros,
  ) {
    const { transactionId, amountWon, tradedAt } = paid;
    const terms = this.#termsOf(distributor, seoulDay(tradedAt));
    const isLate = seoulSeconds(tradedAt) >= terms.cutoffSeconds;
    let day = isLate ? nextDay(seoulDay(tradedAt)) : seoulDay(tradedAt);
    if (!isOpen(day)) day = nextOpenDay(day);
    for (let n = 0; n < terms.businessDays; n += 1) day = nextOpenDay(day);
    const feeWon = terms.feeWon + (amountWon * terms.feeRateBps) / 10_000n;
    this.#place(
      {
        ...{ transactionId, distributor, payoutOn: day, grossWon: amountWon, feeWon, vatWon: feeWon / 10n },
        reason: isLate ? "AFTER_CUTOFF" : "IN_TIME",
      },
      now,
    );
  }

  addReversal(cancellationId: string, paymentId: string, now: Micros) {
    const original = this.items.get(paymentId);
    if (!original) throw new Error(`${paymentId} stands in no settlement`);
    const { distributor, payoutOn, grossWon, feeWon, vatWon } = original;
    this.#place(
      {
        ...{ transactionId: cancellationId, distributor, payoutOn, reason: "IN_TIME" },
        ...{ grossWon: -grossWon, feeWon: -feeWon, vatWon: -vatWon },
      },
      now,
    );
  }

  /** Closes what is due. */
  close(now: Micros) {
    for (const key of this.closed.keys()) {
      const [, payoutOn = ""] = key.split(" ");
      if (payoutOn <= seoulDay(now)) this.closed.set(key, true);
    }
  }

  /** Into its own settlement while that is open and its day has not begun, else into the first that is. */
  #place(item: Item, now: Micros) {
    const today = seoulDay(now);
    const isShut = (day: string) => day <= today || this.closed.get(`${item.distributor} ${day}`) === true;
    let { payoutOn, reason } = item;
    while (isShut(payoutOn)) {
      payoutOn = nextOpenDay([payoutOn, today].toSorted().at(-1) ?? today);
      reason = "LATE_NOTICE";
    }
    const key = `${item.distributor} ${payoutOn}`;
    if (!this.closed.has(key)) this.closed.set(key, false);
    this.items.set(item.transactionId, { ...item, payoutOn, reason });
  }

  /** The contract of that day; before the first one, the first. */
  #termsOf(distributor: string, day: string): Contract {
    const contracts = (this.#contracts.get(distributor) ?? []).toSorted((a, b) =>
      a.effectiveFromOn.localeCompare(b.effectiveFromOn),
    );
    const terms = contracts.findLast((contract) => contract.effectiveFromOn <= day) ?? contracts[0];
    if (!terms) throw new Error(`${distributor} has no contract`);
    return terms;
  }
}
