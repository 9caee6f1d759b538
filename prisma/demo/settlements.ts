import { seoulDayOf } from "#server/platform/clock.ts";
import {
  feeOf,
  firstOpenPayoutOn,
  type ItemReason,
  isPayoutDayBegun,
  payoutOn,
} from "#server/settlements/settlement.rules.ts";
import { seoulInstant } from "./calendar.ts";
import type { DemoContract, DemoDistributor, DemoPayment, DemoReversal, DemoWorld } from "./model.ts";

export interface DemoSettlement {
  id: string;
  distributor: DemoDistributor;
  payoutOn: string;
  /** null: open. */
  closedAt: Date | null;
  items: DemoSettlementItem[];
}

export interface DemoSettlementItem {
  id: string;
  payment: DemoPayment | null;
  reversal: DemoReversal | null;
  amountWon: bigint;
  feeWon: bigint;
  vatWon: bigint;
  reason: ItemReason;
  createdAt: Date;
}

/** Puts every payment and reversal into the settlement that was open when it was recorded; closes what is due. */
export function settle(world: DemoWorld): DemoSettlement[] {
  const settlements = new Map<string, DemoSettlement>();
  for (const payment of inOrder(world.payments)) {
    const placed = placePayment(world, settlements, payment);
    if (payment.reversal)
      placeReversal(world, settlements, { ...placed, payment, reversal: payment.reversal });
  }
  for (const settlement of settlements.values()) close(world, settlement);
  return [...settlements.values()];
}

function inOrder(payments: DemoPayment[]): DemoPayment[] {
  return payments.toSorted((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
}

interface Placed {
  settlement: DemoSettlement;
  item: DemoSettlementItem;
}

function placePayment(
  world: DemoWorld,
  settlements: Map<string, DemoSettlement>,
  payment: DemoPayment,
): Placed {
  const { relationship, amountWon, tradedAt, recordedAt } = payment;
  const terms = termsAt(relationship.distributor, seoulDayOf(tradedAt));
  const payout = payoutOn(tradedAt, terms);
  const reason = payout.reasons.includes("AFTER_CUTOFF") ? "AFTER_CUTOFF" : "IN_TIME";
  const item = {
    payment,
    reversal: null,
    amountWon,
    ...feeOf(amountWon, terms),
    reason,
    recordedAt,
  } as const;
  return place(world, settlements, relationship.distributor, item, payout.payoutOn);
}

function placeReversal(
  world: DemoWorld,
  settlements: Map<string, DemoSettlement>,
  reversed: Placed & { payment: DemoPayment; reversal: DemoReversal },
): void {
  const { settlement, item, payment, reversal } = reversed;
  const { feeWon, vatWon, amountWon } = item;
  place(
    world,
    settlements,
    payment.relationship.distributor,
    {
      ...{ payment: null, reversal, amountWon, recordedAt: reversal.recordedAt },
      ...{ feeWon: -feeWon, vatWon: -vatWon, reason: "IN_TIME" },
    },
    settlement.payoutOn,
  );
}

function place(
  world: DemoWorld,
  settlements: Map<string, DemoSettlement>,
  distributor: DemoDistributor,
  { recordedAt, ...item }: Omit<DemoSettlementItem, "id" | "createdAt"> & { recordedAt: Date },
  expectedOn: string,
): Placed {
  const recordedOn = seoulDayOf(recordedAt);
  const isLate = isPayoutDayBegun(expectedOn, recordedOn);
  const payoutDay = isLate ? firstOpenPayoutOn(expectedOn, recordedOn) : expectedOn;
  const key = `${distributor.id} ${payoutDay}`;
  const settlement = settlements.get(key) ?? {
    id: world.idAt(recordedAt),
    distributor,
    payoutOn: payoutDay,
    closedAt: null,
    items: [],
  };
  settlements.set(key, settlement);
  const placed: DemoSettlementItem = {
    ...item,
    id: world.idAt(recordedAt),
    reason: isLate ? "LATE_NOTICE" : item.reason,
    createdAt: recordedAt,
  };
  settlement.items.push(placed);
  return { settlement, item: placed };
}

/** As the product finds them: the newest contract in force on the day of the transfer. */
function termsAt({ name, contracts }: DemoDistributor, tradedOn: string): DemoContract {
  const terms = contracts.findLast(({ effectiveFromOn }) => effectiveFromOn <= tradedOn);
  if (!terms) throw new Error(`${name} had no contract on ${tradedOn}`);
  return terms;
}

function close(world: DemoWorld, settlement: DemoSettlement): void {
  if (!isPayoutDayBegun(settlement.payoutOn, world.today)) return;
  const nightly = seoulInstant(settlement.payoutOn, "00:05:00");
  const at = new Date(Math.min(nightly.getTime(), world.now.getTime())); // the demo may begin at midnight
  settlement.closedAt = at;
  const { items, payoutOn: payoutDay, distributor } = settlement;
  const grossWon = sum(items.map((item) => (item.payment ? item.amountWon : -item.amountWon)));
  const feeWon = sum(items.map((item) => item.feeWon));
  const vatWon = sum(items.map((item) => item.vatWon));
  world.audits.push({
    at,
    actor: null,
    distributor,
    action: "settlement.close",
    subjectId: settlement.id,
    details: {
      ...{ payoutOn: payoutDay, itemCount: items.length },
      ...{ grossWon, feeWon, vatWon, netWon: grossWon - feeWon - vatWon },
    },
  });
}

function sum(amounts: bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
