import type { Micros } from "./korean-calendar.ts";
import type { Bill } from "./reference.types.ts";

/** The bills of the reference model, and whose life a transfer falls into. */
export class ReferenceBills {
  readonly all = new Map<string, Bill>();

  active(relationship: string): Bill | null {
    return this.#of(relationship).find((bill) => bill.status === "ACTIVE") ?? null;
  }

  /** The bill that lived at that moment: its beginning included, its end not. */
  livingAt(relationship: string, at: Micros): Bill | null {
    return (
      this.#of(relationship).find(
        (bill) => bill.issuedAt <= at && (bill.endedAt === null || at < bill.endedAt),
      ) ?? null
    );
  }

  /** One moment for all of them: now, but after everything that happened to their earlier bills. */
  issue(bills: { name: string; relationship: string; amountWon: bigint }[], now: Micros) {
    const earlier = bills.flatMap(({ relationship }) => this.#of(relationship));
    const instants = earlier.map((bill) => (bill.endedAt ?? bill.issuedAt) + 1n);
    const issuedAt = [now, ...instants].reduce((latest, at) => (at > latest ? at : latest));
    for (const bill of bills) {
      const previous = this.active(bill.relationship);
      if (previous) Object.assign(previous, { status: "EXPIRED", endedAt: issuedAt });
      this.all.set(bill.name, { ...bill, issuedAt, endedAt: null, status: "ACTIVE" });
    }
  }

  /** False: it was not active any more. */
  cancel(name: string, now: Micros): boolean {
    const bill = this.all.get(name);
    if (bill?.status !== "ACTIVE") return false;
    const endedAt = now > bill.issuedAt ? now : bill.issuedAt + 1n;
    Object.assign(bill, { status: "CANCELED", endedAt });
    return true;
  }

  #of(relationship: string): Bill[] {
    return [...this.all.values()].filter((bill) => bill.relationship === relationship);
  }
}
