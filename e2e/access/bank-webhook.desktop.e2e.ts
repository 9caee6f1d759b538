import { expect } from "@playwright/test";
import { stackAddress } from "../stack/address.ts";
import { depositNotice, postNotice } from "./bank.ts";
import { rowsOf, tradeOf } from "./demo-rows.ts";
import { test } from "./session.ts";

const post = (body: string, how?: { sentAt?: Date; signed?: boolean }) =>
  postNotice(stackAddress(), body, how);

/** To the account of a customer of 새벽유통. */
const newNotice = async () => depositNotice(await tradeOf("1016"));

async function storedOf(
  transactionId: string,
): Promise<{ deposits: number; payments: number; held: number }> {
  const [stored] = await rowsOf<{ deposits: number; payments: number; held: number }>(
    `SELECT (SELECT count(*)::int FROM deposit WHERE transaction_id = $1) AS deposits,
            (SELECT count(*)::int FROM payment p JOIN deposit d ON d.id = p.deposit_id
             WHERE d.transaction_id = $1) AS payments,
            (SELECT count(*)::int FROM held_notice WHERE transaction_id = $1) AS held`,
    [transactionId],
  );
  if (!stored) throw new Error("counts are always one row");
  return stored;
}

const nothing = { deposits: 0, payments: 0, held: 0 };

test("a notice that is not the bank's is refused", async () => {
  const { transactionId, body } = await newNotice();
  expect(await post(body, { signed: false })).toMatchObject({ status: 401 });
  expect(await post(body, { sentAt: new Date(Date.now() + 10 * 60_000) })).toMatchObject({ status: 401 });
  expect(await storedOf(transactionId)).toEqual(nothing);
});

test("a notice that is none is malformed", async () => {
  const { transactionId, body } = await newNotice();
  for (const wrong of ["{", "{}", "", body.replace("31000", "-31000"), body.replace("31000", "31000.5")])
    expect(await post(wrong), wrong).toMatchObject({ status: 400, result: "malformed" });
  expect(await storedOf(transactionId)).toEqual(nothing);
});

test("a notice over 64 KiB is too large", async () => {
  const { transactionId, body } = await newNotice();
  const padded = `${body.slice(0, -1)},"note":"${"x".repeat(64 * 1024)}"}`;
  expect(await post(padded)).toMatchObject({ status: 413 });
  expect(await storedOf(transactionId)).toEqual(nothing);
});

test("a notice that comes late is kept aside for an operator", async () => {
  const { transactionId, body } = await newNotice();
  const sentAt = new Date(Date.now() - 6 * 60_000);
  expect(await post(body, { sentAt })).toMatchObject({ status: 200 });
  expect(await storedOf(transactionId)).toEqual({ ...nothing, held: 1 });
});

test("a notice that comes 64 times at once is one payment", async () => {
  const { transactionId, body } = await newNotice();
  const answers = await Promise.all(Array.from({ length: 64 }, () => post(body)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 64 }, () => 200));
  expect(await storedOf(transactionId)).toEqual({ deposits: 1, payments: 1, held: 0 });
});
