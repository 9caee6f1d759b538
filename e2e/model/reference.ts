import type { Micros } from "./korean-calendar.ts";
import type { Action, Contract, HeldNotice, Notice, Payment, Relationship } from "./reference.types.ts";
import { ReferenceBills } from "./reference-bills.ts";
import { isSame, takesBack } from "./reference-notices.ts";
import { ReferenceSettlement } from "./reference-settlement.ts";

/** How far the bank's clock may be behind ours when an account has just been given. */
const toleranceMicros = 300_000_000n;
const dayMicros = 86_400_000_000n;

/**
 * What the product ought to do, in plain data and loops: no database, no locks, no SQL, nothing of the product's code.
 * `apply` performs one action and says what its caller must be told: an outcome or the code of an error.
 */
export class Reference {
  now: Micros;
  readonly relationships: Map<string, Relationship>;
  readonly bills = new ReferenceBills();
  readonly settlement: ReferenceSettlement;
  readonly deposits = new Map<string, Notice>();
  readonly payments = new Map<string, Payment>();
  readonly held: HeldNotice[] = [];

  constructor(start: Micros, relationships: Relationship[], contracts: Map<string, Contract[]>) {
    this.now = start;
    this.relationships = new Map(relationships.map((relationship) => [relationship.name, relationship]));
    this.settlement = new ReferenceSettlement(contracts);
  }

  apply(action: Action): string {
    switch (action.do) {
      case "advance":
        this.now = action.to;
        return "ok";
      case "issue":
        return this.#issue(action);
      case "cancel-bill":
        return this.bills.cancel(action.bill, this.now) ? "ok" : "BILL_NOT_ACTIVE";
      case "deliver":
        return this.#deliver(action.notice, action.isStale);
      case "attribute":
        return this.#attribute(action.transactionId, action.relationship);
      case "link":
        return this.#link(action.transactionId, action.to);
      case "resolve":
        return this.#resolve(action.held, action.resolution);
      case "close":
        this.settlement.close(this.now);
        return "ok";
      case "give-account":
        this.#get(action.relationship).account = { number: action.number, givenAt: this.now };
        return "ok";
      case "end":
      case "resume":
        this.#get(action.relationship).isEnded = action.do === "end";
        return "ok";
    }
  }

  /** The newest link by hand if there is one, else the bill that lived at the moment of the transfer. */
  billOf(payment: Payment): string | null {
    const hand = payment.links.at(-1);
    return hand !== undefined
      ? hand
      : (this.bills.livingAt(payment.relationship, payment.tradedAt)?.name ?? null);
  }

  /** What has come in for a bill, less what was taken back. */
  collectedWon(bill: string): bigint {
    return [...this.payments.values()]
      .filter((payment) => payment.reversedBy === null && this.billOf(payment) === bill)
      .reduce((sum, payment) => sum + payment.amountWon, 0n);
  }

  cancellationOf(transactionId: string): Notice | null {
    return (
      [...this.deposits.values()].find(
        (notice) => notice.kind === "CANCELED" && notice.originalTransactionId === transactionId,
      ) ?? null
    );
  }

  /** Received, no payment, not cancelled. */
  unmatched(): Notice[] {
    return [...this.deposits.values()].filter(
      ({ kind, transactionId }) =>
        kind === "RECEIVED" && !this.payments.has(transactionId) && !this.cancellationOf(transactionId),
    );
  }

  findHeld(notice: Notice): HeldNotice | null {
    return this.held.find((held) => isSame(held.notice, notice)) ?? null;
  }

  #issue({ relationships, amountsWon, names }: Extract<Action, { do: "issue" }>): string {
    const billed = relationships.map((name) => this.#get(name));
    if (billed.some(({ isEnded, account }) => isEnded || !account)) return "TRADE_RELATIONSHIP_NOT_FOUND";
    this.bills.issue(
      billed.map(({ name }, i) => ({
        ...{ name: names[i] ?? "", relationship: name, amountWon: amountsWon[i] ?? 0n },
      })),
      this.now,
    );
    return "ok";
  }

  #deliver(notice: Notice, isStale: boolean): string {
    const isAhead = notice.tradedAt > this.now + dayMicros;
    if (!isStale && !isAhead) return this.#record(notice);
    const known = this.deposits.get(notice.transactionId);
    if (known && isSame(known, notice)) return "repeat";
    return this.#hold(notice, "STALE", isStale ? "STALE" : "FUTURE");
  }

  #record(notice: Notice): string {
    return notice.kind === "RECEIVED" ? this.#recordDeposit(notice) : this.#recordCancellation(notice);
  }

  #recordDeposit(notice: Notice): string {
    const known = this.deposits.get(notice.transactionId);
    if (known) return isSame(known, notice) ? "repeat" : this.#hold(notice, "CONFLICT", "CONTENT_DIFFERS");
    this.deposits.set(notice.transactionId, notice);
    const owner = [...this.relationships.values()].find(
      ({ account }) =>
        account?.number === notice.accountNumber && account.givenAt <= notice.tradedAt + toleranceMicros,
    );
    if (owner) this.#pay(notice, owner, false);
    this.#applyEarly(notice);
    return "recorded";
  }

  #recordCancellation(notice: Notice): string {
    const original = this.deposits.get(notice.originalTransactionId ?? "");
    const known = this.deposits.get(notice.transactionId);
    if (original && !takesBack(notice, original)) return this.#hold(notice, "CONFLICT", "ORIGINAL_DIFFERS");
    if (known) return isSame(known, notice) ? "repeat" : this.#hold(notice, "CONFLICT", "CONTENT_DIFFERS");
    if (!original) return this.#hold(notice, "EARLY_CANCELLATION", "ORIGINAL_MISSING");
    if (this.cancellationOf(original.transactionId))
      return this.#hold(notice, "CONFLICT", "ALREADY_CANCELED");
    this.#reverse(notice, original);
    return "recorded";
  }

  /** Cancellations that came before this deposit: the first that fits is applied, the others are conflicts. */
  #applyEarly(deposit: Notice) {
    const waiting = this.held.filter(
      ({ notice, kind, resolution }) =>
        kind === "EARLY_CANCELLATION" &&
        resolution === null &&
        notice.originalTransactionId === deposit.transactionId,
    );
    for (const held of waiting) {
      const isTaken = this.cancellationOf(deposit.transactionId) !== null;
      if (isTaken || !takesBack(held.notice, deposit)) {
        held.kind = "CONFLICT";
        held.reason = isTaken ? "ALREADY_CANCELED" : "ORIGINAL_DIFFERS";
      } else if (this.deposits.has(held.notice.transactionId)) {
        held.kind = "CONFLICT";
        held.reason = "CONTENT_DIFFERS";
      } else {
        this.#reverse(held.notice, deposit);
        held.resolution = "APPLIED";
      }
    }
  }

  #pay(deposit: Notice, owner: Relationship, byHand: boolean) {
    const { transactionId, amountWon, tradedAt } = deposit;
    this.payments.set(transactionId, {
      ...{
        transactionId,
        relationship: owner.name,
        amountWon,
        tradedAt,
        byHand,
        links: [],
        reversedBy: null,
      },
    });
    this.settlement.addPayment(owner.distributor, { transactionId, amountWon, tradedAt }, this.now);
  }

  #reverse(cancellation: Notice, original: Notice) {
    this.deposits.set(cancellation.transactionId, cancellation);
    const payment = this.payments.get(original.transactionId);
    if (!payment) return;
    payment.reversedBy = cancellation.transactionId;
    this.settlement.addReversal(cancellation.transactionId, original.transactionId, this.now);
  }

  /** A content is kept once; what was merely stale takes the kind it turned out to have. */
  #hold(notice: Notice, kind: HeldNotice["kind"], reason: string): string {
    const held = this.findHeld(notice);
    if (!held) {
      this.held.push({ notice, kind, reason, resolution: null });
    } else if (
      (held.kind === "STALE" && held.resolution === null && kind !== "STALE") ||
      (held.resolution === "DISMISSED" && kind === "EARLY_CANCELLATION")
    ) {
      Object.assign(held, { kind, reason, resolution: null });
    }
    return "held";
  }

  #attribute(transactionId: string, relationship: string): string {
    const deposit = this.deposits.get(transactionId);
    if (deposit?.kind !== "RECEIVED") return "DEPOSIT_NOT_FOUND";
    if (this.payments.has(transactionId)) return "DEPOSIT_ALREADY_ATTRIBUTED";
    if (this.cancellationOf(transactionId)) return "DEPOSIT_CANCELED";
    this.#pay(deposit, this.#get(relationship), true);
    return "ok";
  }

  #link(transactionId: string, to: "active-bill" | "none"): string {
    const payment = this.payments.get(transactionId);
    if (!payment) return "PAYMENT_NOT_FOUND";
    const active = this.bills.active(payment.relationship)?.name ?? null;
    if (to === "active-bill" && active === null) return "NO_ACTIVE_BILL";
    const bill = to === "active-bill" ? active : null;
    if (bill === this.billOf(payment)) return "PAYMENT_LINK_UNCHANGED";
    payment.links.push(bill);
    return "ok";
  }

  #resolve(notice: Notice, resolution: "APPLIED" | "DISMISSED"): string {
    const held = this.findHeld(notice);
    if (!held) return "HELD_NOTICE_NOT_FOUND";
    if (held.resolution !== null) return "HELD_NOTICE_RESOLVED";
    if (resolution === "APPLIED" && held.kind !== "STALE") return "HELD_NOTICE_NOT_APPLICABLE";
    const outcome = resolution === "APPLIED" ? this.#record(held.notice) : "dismissed";
    if (outcome !== "held") held.resolution = resolution;
    return outcome;
  }

  #get(name: string): Relationship {
    const relationship = this.relationships.get(name);
    if (!relationship) throw new Error(`no relationship ${name}`);
    return relationship;
  }
}
