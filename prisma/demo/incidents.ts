import { cancel, issueByHand } from "./bills.ts";
import { billOf, remainingWon } from "./collected.ts";
import type { DemoBill, DemoPayment, DemoWorld } from "./model.ts";
import { pay, reverse } from "./notices.ts";
import { relationshipOf } from "./relationships.ts";

// What goes another way than usual, so that every screen has its cases. Times count from the bill's issue.

type Incident = (world: DemoWorld, bill: DemoBill) => void;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

function after(bill: DemoBill, ms: number): Date {
  return new Date(bill.issuedAt.getTime() + ms);
}

/** The wrong amount is noticed within hours; the right bill follows, and is paid. */
const corrected: Incident = (world, bill) => {
  cancel(world, bill, after(bill, 3 * hourMs), "청구금액을 잘못 입력했습니다.");
  const amountWon = bill.amountWon > 400_000n ? bill.amountWon - 200_000n : bill.amountWon * 2n;
  issueByHand(world, bill, { amountWon, issuedAt: after(bill, 4 * hourMs), memo: "정정 청구" });
  pay(world, bill.relationship, { amountWon, tradedAt: after(bill, 2 * dayMs + 3 * hourMs) });
};

/** A wrong amount again, but the new bill alone ends the old one. */
const replaced: Incident = (world, bill) => {
  const amountWon = bill.amountWon + 150_000n;
  issueByHand(world, bill, { amountWon, issuedAt: after(bill, dayMs), memo: "추가 배송분 포함" });
};

/** Cancelled, and the store pays all the same: without a bill (rules R5, R6). */
const canceledAndPaid: Incident = (world, bill) => {
  cancel(world, bill, after(bill, 5 * hourMs), "반품을 반영해 다시 청구할 예정입니다.");
  pay(world, bill.relationship, { amountWon: 300_000n, tradedAt: after(bill, dayMs + 2 * hourMs) });
};

/** Cancelled before its message has left: then neither the bill nor its end is announced (rule R7). */
const canceledUnannounced: Incident = (world, bill) => {
  cancel(world, bill, after(bill, 4_000), "거래처를 잘못 선택했습니다.");
  const { amountWon } = bill;
  issueByHand(world, bill, { amountWon, issuedAt: after(bill, 40 * minuteMs), memo: "재발행" });
  pay(world, bill.relationship, { amountWon, tradedAt: after(bill, 3 * dayMs) });
};

/** The bank takes the deposit back on the same day, before its settlement closes; the store pays again. */
const reversedSoon: Incident = (world, bill) => {
  const { amountWon, relationship } = bill;
  const payment = pay(world, relationship, { amountWon, tradedAt: after(bill, dayMs) });
  if (payment) reverse(world, payment, after(bill, dayMs + 2 * hourMs));
  pay(world, relationship, { amountWon, tradedAt: after(bill, 2 * dayMs + hourMs) });
};

/** Taken back after it was paid out: the counter-entry stands in a later settlement. */
const reversedLate: Incident = (world, bill) => {
  const { amountWon, relationship } = bill;
  const payment = pay(world, relationship, { amountWon, tradedAt: after(bill, dayMs + hourMs) });
  if (payment) reverse(world, payment, after(bill, 12 * dayMs));
};

/** Of the newest bill: it was covered, and its amount is open again. */
const reversedNow: Incident = (world, bill) => {
  const { amountWon, relationship } = bill;
  const payment = pay(world, relationship, { amountWon, tradedAt: after(bill, dayMs + hourMs) });
  if (payment) reverse(world, payment, after(bill, 2 * dayMs + hourMs));
};

/** The bank found it days later: the notice comes when the settlement of its day is closed. */
const noticedLate: Incident = (world, bill) => {
  const tradedAt = after(bill, dayMs);
  const receivedAt = after(bill, 14 * dayMs); // longer than any holidays
  pay(world, bill.relationship, { amountWon: bill.amountWon, tradedAt, receivedAt });
};

/** Paid a moment before the reminder leaves: it is dropped (rule R7). Reminders are asked for at 10:30 (reminders.ts). */
const coveredAtReminder: Incident = (world, bill) => {
  const remindedAt = after(bill, 6 * dayMs + (10 * 60 + 30) * minuteMs - (10 * 60 + 12) * minuteMs - 40_000);
  pay(world, bill.relationship, {
    amountWon: bill.amountWon,
    tradedAt: new Date(remindedAt.getTime() - 8_000),
    receivedAt: new Date(remindedAt.getTime() + 50),
  });
};

/** The store pays in advance; the clerk gives the money to the bill that is issued a little later. */
const paidInAdvance: Incident = (world, bill) => {
  const payment = pay(world, bill.relationship, {
    amountWon: roughHalf(bill.amountWon),
    tradedAt: after(bill, -40 * hourMs),
  });
  if (payment) link(world, payment, bill, after(bill, 2 * hourMs));
};

/** A transfer of the bill's time that was meant for something else. */
const unlinked: Incident = (world, bill) => {
  const { relationship } = bill;
  const payment = pay(world, relationship, {
    amountWon: 120_000n,
    tradedAt: after(bill, dayMs + 4 * hourMs),
  });
  if (payment) link(world, payment, null, after(bill, dayMs + 6 * hourMs));
  pay(world, relationship, { amountWon: roughHalf(bill.amountWon), tradedAt: after(bill, 2 * dayMs) });
};

/** Two of three parts, the last one today or yet to come. */
const inPartsNow: Incident = (world, bill) => {
  const part = roughHalf(bill.amountWon) / 2n;
  for (const hours of [26, 76]) {
    pay(world, bill.relationship, { amountWon: part, tradedAt: after(bill, hours * hourMs) });
  }
};

/** Some have paid within the last hours, so that today has its figures and a payout is still to come. */
export function payToday(world: DemoWorld): void {
  for (const [customerCode, minutes] of [
    ["00005", 40],
    ["00018", 190],
    ["1005", 95],
  ] as const) {
    const relationship = relationshipOf(world, customerCode);
    const bill = relationship.bills.at(-1);
    const tradedAt = new Date(Math.floor(world.until.getTime() / 1_000) * 1_000 - minutes * minuteMs);
    if (bill) pay(world, relationship, { amountWon: roughHalf(remainingWon(bill, tradedAt)), tradedAt });
  }
}

function link(world: DemoWorld, payment: DemoPayment, bill: DemoBill | null, at: Date): void {
  const by = bill?.issuedBy ?? payment.relationship.bills.at(-1)?.issuedBy;
  if (!by) throw new Error("only a billed relationship has links");
  const from = billOf(payment, at);
  payment.links.push({ id: world.idAt(at), bill, by, at });
  world.audits.push({
    at,
    actor: by,
    distributor: payment.relationship.distributor,
    action: bill ? "payment.link" : "payment.unlink",
    subjectId: payment.id,
    details: { from: from?.id ?? null, to: bill?.id ?? null },
  });
}

/** Half of it, in whole ten thousands. */
function roughHalf(amountWon: bigint): bigint {
  return (amountWon / 20_000n + 1n) * 10_000n;
}

/** By customer code and by the age of the billing cycle (0: the newest). */
export const incidents: Record<string, Record<number, Incident>> = {
  "00001": { 0: inPartsNow },
  "00005": { 3: corrected },
  "00008": { 0: replaced },
  "00009": { 2: reversedSoon },
  "00012": { 0: canceledAndPaid },
  "00014": { 0: reversedNow },
  "00021": { 0: paidInAdvance },
  "00022": { 0: unlinked },
  "00025": { 4: noticedLate },
  "00034": { 1: coveredAtReminder },
  "00036": { 2: canceledUnannounced },
  "1004": { 4: corrected },
  "1006": { 3: reversedLate },
  "1010": { 0: reversedNow },
};
