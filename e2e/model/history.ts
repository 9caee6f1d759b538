import { type Micros, seoulDay } from "./korean-calendar.ts";
import type { Reference } from "./reference.ts";
import type { Action, Contract, Notice, Relationship } from "./reference.types.ts";
import { SeededRandom } from "./seeded-random.ts";

/** What a history begins with: two distributors, five stores, one of them still without an account. */
export interface Opening {
  start: Micros;
  relationships: Relationship[];
  contracts: Map<string, Contract[]>;
  /** Accounts that nobody has been given: one for the store without, and one for nobody. */
  freeAccounts: string[];
}

const starts = [
  "2026-09-22T00:30:00Z",
  "2026-10-01T06:50:00Z",
  "2026-12-22T02:00:00Z",
  "2027-02-03T23:00:00Z",
];
const minute = 60_000_000n;
const hour = 60n * minute;
const day = 24n * hour;

/**
 * Thinks up one thing after another that could happen next, always the same from the same seed. It looks at the
 * reference model to name bills and payments that are there, and now and then names what is not.
 */
export class History {
  readonly opening: Opening;
  readonly #random: SeededRandom;
  readonly #prefix: string;
  /** Notices that the bank has made and not sent yet: they are late, and overtake one another. */
  readonly #waiting: Notice[] = [];
  readonly #sent: Notice[] = [];
  #billCount = 0;
  #noticeCount = 0;

  constructor(seed: number, prefix: string) {
    this.#random = new SeededRandom(seed);
    this.#prefix = prefix;
    this.opening = this.#open();
  }

  next(model: Reference): Action {
    const kind = this.#random.weighted({
      ...{ advance: 16, issue: 10, cancelBill: 4, deposit: 22, cancellation: 10, waiting: 14, repeat: 6 },
      ...{ contradict: 5, attribute: 5, link: 6, resolve: 5, close: 6, giveAccount: 1, endOrResume: 1 },
    });
    return this.#make(kind, model) ?? { do: "advance", to: model.now + minute };
  }

  #open(): Opening {
    const start = BigInt(Date.parse(this.#random.pick(starts) ?? "")) * 1000n;
    const givenAt = start - 100n * day;
    const account = (n: number) => `${this.#prefix}${n}`;
    const relationships = [0, 1, 2, 3, 4].map((n) => ({
      name: `r${n}`,
      distributor: n < 3 ? "d0" : "d1",
      account: n === 4 ? null : { number: account(n), givenAt },
      isEnded: false,
    }));
    const contract = (effectiveFromOn: string): Contract => ({
      effectiveFromOn,
      businessDays: this.#random.int(4),
      cutoffSeconds: 3600 * (9 + this.#random.int(15)),
      feeWon: BigInt(this.#random.int(500)),
      feeRateBps: BigInt(this.#random.int(50)),
    });
    const contracts = new Map([
      ["d0", [contract("2026-01-01"), contract(seoulDay(start + 3n * day))]],
      ["d1", [contract(seoulDay(start + day))]], // earlier transfers come under it too
    ]);
    return { start, relationships, contracts, freeAccounts: [account(4), account(5)] };
  }

  #make(kind: string, model: Reference): Action | null {
    switch (kind) {
      case "advance":
        return { do: "advance", to: model.now + this.#span() };
      case "issue":
        return this.#issue(model);
      case "cancelBill":
        return named(this.#random.pick([...model.bills.all.keys()].slice(-6)), (bill) => ({
          do: "cancel-bill",
          bill,
        }));
      case "deposit":
        return this.#send(this.#newDeposit(model));
      case "cancellation":
        return named(this.#random.pick([...this.#sent, ...this.#waiting]), (original) =>
          this.#send(this.#newCancellation(original, model)),
        );
      case "waiting":
        return this.#sendWaiting();
      case "repeat":
        return named(this.#random.pick(this.#sent), (notice) => this.#deliver(notice));
      case "contradict":
        return named(this.#random.pick(this.#sent), (notice) => this.#deliver(this.#changed(notice)));
      case "attribute":
        return this.#attribute(model);
      case "link":
        return named(this.#random.pick([...model.payments.keys()]), (transactionId) => ({
          ...{ do: "link", transactionId, to: this.#random.chance(0.6) ? "active-bill" : "none" },
        }));
      case "resolve":
        return named(this.#random.pick(model.held), ({ notice }) => ({
          ...{ do: "resolve", held: notice, resolution: this.#random.chance(0.6) ? "APPLIED" : "DISMISSED" },
        }));
      case "close":
        return { do: "close" };
      case "giveAccount":
        return model.relationships.get("r4")?.account
          ? null
          : { do: "give-account", relationship: "r4", number: this.opening.freeAccounts[0] ?? "" };
      default:
        return { do: model.relationships.get("r2")?.isEnded ? "resume" : "end", relationship: "r2" };
    }
  }

  /** Mostly minutes, sometimes days over a holiday, now and then a clock that is set back a little. */
  #span(): Micros {
    const kind = this.#random.weighted({ minutes: 5, hours: 4, days: 4, back: 0.7 });
    if (kind === "back") return -1000n * BigInt(1 + this.#random.int(120_000));
    const unit = { minutes: minute, hours: hour, days: day }[kind];
    return (
      unit * BigInt(1 + this.#random.int(kind === "days" ? 4 : 20)) + 1000n * BigInt(this.#random.int(5000))
    );
  }

  #issue(model: Reference): Action {
    const chosen = new Set<string>();
    const count = this.#random.chance(0.3) ? 2 : 1;
    const distributor = this.#random.chance(0.7) ? "d0" : "d1";
    const own = [...model.relationships.values()].filter((trade) => trade.distributor === distributor);
    while (chosen.size < count) chosen.add(this.#random.pick(own)?.name ?? "r0");
    const relationships = [...chosen];
    return {
      ...{ do: "issue", relationships, amountsWon: relationships.map(() => this.#amount()) },
      names: relationships.map(() => `b${this.#billCount++}`),
    };
  }

  #newDeposit(model: Reference): Notice {
    const accounts = [0, 1, 2, 3, 4, 5].map((n) => `${this.#prefix}${n}`);
    const ago = this.#random.weighted({ now: 6, earlier: 3, days: 3, ahead: 0.4 });
    const span = { now: 0n, earlier: -minute, days: -hour, ahead: hour }[ago];
    return {
      ...{ kind: "RECEIVED", transactionId: this.#freshId(), originalTransactionId: null },
      accountNumber: this.#random.pick(accounts) ?? "",
      amountWon: this.#amount(),
      tradedAt: model.now + span * BigInt(this.#random.int(72)) + (ago === "ahead" ? 2n * hour : 0n),
    };
  }

  #newCancellation(original: Notice, model: Reference): Notice {
    const cancellation: Notice = {
      ...original,
      ...{ kind: "CANCELED", transactionId: this.#freshId(), originalTransactionId: original.transactionId },
      tradedAt: model.now,
    };
    return this.#random.chance(0.1) ? { ...cancellation, amountWon: original.amountWon + 1n } : cancellation;
  }

  /** The same transaction, told otherwise. */
  #changed(notice: Notice): Notice {
    const change = this.#random.weighted({ amount: 3, account: 1, moment: 1 });
    if (change === "amount") return { ...notice, amountWon: notice.amountWon + 1n };
    if (change === "account") return { ...notice, accountNumber: `${this.#prefix}0` };
    return { ...notice, tradedAt: notice.tradedAt + 1_000_000n };
  }

  /** At once, or later in whatever order; sometimes both. */
  #send(notice: Notice): Action | null {
    const isLate = this.#random.chance(0.4);
    if (isLate || this.#random.chance(0.1)) this.#waiting.push(notice);
    return isLate ? this.#sendWaiting() : this.#deliver(notice);
  }

  #sendWaiting(): Action | null {
    const at = this.#random.int(this.#waiting.length);
    const [notice] = this.#random.chance(0.75)
      ? this.#waiting.splice(at, 1)
      : this.#waiting.slice(at, at + 1);
    return named(notice ?? null, (late) => this.#deliver(late));
  }

  #deliver(notice: Notice): Action {
    this.#sent.push(notice);
    return { do: "deliver", notice, isStale: this.#random.chance(0.06) };
  }

  #attribute(model: Reference): Action | null {
    const deposits = this.#random.chance(0.8) ? model.unmatched() : [...model.deposits.values()];
    const relationship = this.#random.pick([...model.relationships.keys()]) ?? "r0";
    return named(this.#random.pick(deposits), ({ transactionId }) => ({
      ...{ do: "attribute", transactionId, relationship },
    }));
  }

  #amount(): bigint {
    return BigInt(1 + this.#random.int(this.#random.chance(0.2) ? 20 : 2_000_000));
  }

  #freshId(): string {
    return `${this.#prefix}-${this.#noticeCount++}`;
  }
}

function named<T>(what: T | null, action: (what: T) => Action | null): Action | null {
  return what === null ? null : action(what);
}
