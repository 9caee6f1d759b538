import { contentSha256, parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { chatSenderOf, noticeChannelOf, storeChannelOf } from "./chat-names.ts";
import type { DemoWorld } from "./model.ts";
import { accountHolder } from "./relationships.ts";

type Row = Record<string, unknown>;
/** A table's name and its rows; all rows of a table have the same keys: its columns. */
export type TableRows = readonly [table: string, rows: Row[]];

/** Who there is. passwordHashes: by user id. */
export function partyRows(world: DemoWorld, passwordHashes: Map<string, string>): TableRows[] {
  const staff = world.users.filter(({ distributor }) => distributor);
  const created_at = world.distributors[0]?.createdAt;
  return [
    [
      "app_user",
      world.users.map(({ id, name, email, role }) => ({
        ...{ id, name, email, role, email_verified: true, phone_number_verified: false },
        ...{ created_at, updated_at: created_at },
      })),
    ],
    [
      "account",
      world.users.map(({ id }) => ({
        ...{ id: world.idAt(world.now), account_id: id, provider_id: "credential", user_id: id },
        ...{ password: passwordHashes.get(id), created_at, updated_at: created_at },
      })),
    ],
    ["distributor", distributorRows(world)],
    // Whoever tries the demo in the evening sees messages leave too: no night.
    [
      "message_policy",
      world.distributors.map(({ id }) => ({ distributor_id: id, night_from: "00:00", night_to: "00:00" })),
    ],
    // Nor for a minute: long enough to see that a batch can be taken back.
    ["import_setting", world.distributors.map(({ id }) => ({ distributor_id: id, hold_seconds: 5 }))],
    [
      "distributor_staff",
      staff.map(({ id, distributor }) => ({ user_id: id, distributor_id: distributor?.id, created_at })),
    ],
    ["settlement_contract", contractRows(world)],
    [
      "store",
      world.stores.map(({ id, name, businessNumber, ownerName, ownerPhone, createdAt }) => ({
        ...{ id, name, business_number: businessNumber, owner_name: ownerName, owner_phone: ownerPhone },
        created_at: createdAt,
      })),
    ],
    ["trade_relationship", relationshipRows(world)],
    ["virtual_account", accountRows(world)],
  ];
}

function distributorRows(world: DemoWorld): Row[] {
  return world.distributors.map((distributor) => ({
    id: distributor.id,
    name: distributor.name,
    business_number: distributor.businessNumber,
    bank_code: distributor.bankCode,
    chat_sender: chatSenderOf(distributor),
    notice_channel: noticeChannelOf(distributor),
    created_at: distributor.createdAt,
  }));
}

function contractRows(world: DemoWorld): Row[] {
  return world.distributors.flatMap(({ id: distributorId, contracts }) =>
    contracts.map((contract) => ({
      id: contract.id,
      distributor_id: distributorId,
      effective_from_on: contract.effectiveFromOn,
      business_days: contract.businessDays,
      cutoff_time: contract.cutoffTime,
      fee_won: contract.feeWon,
      fee_rate_bps: contract.feeRateBps,
      created_at: contract.createdAt,
      created_by: world.admin.id,
    })),
  );
}

function relationshipRows(world: DemoWorld): Row[] {
  return world.relationships.map((relationship) => ({
    id: relationship.id,
    distributor_id: relationship.distributor.id,
    store_id: relationship.store.id,
    customer_code: relationship.customerCode,
    channel: storeChannelOf(relationship),
    created_at: relationship.createdAt,
    ended_at: relationship.endedAt,
  }));
}

function accountRows(world: DemoWorld): Row[] {
  return world.accounts.map(({ id, bankCode, accountNumber, createdAt, given }) => ({
    ...{ id, bank_code: bankCode, account_number: accountNumber, holder_name: accountHolder },
    ...{ trade_relationship_id: given?.relationship.id ?? null, given_at: given?.at ?? null },
    created_at: createdAt,
  }));
}

/** Deposits, what they became, and the notices kept aside. */
export function paymentRows(world: DemoWorld): TableRows[] {
  const reversed = world.payments.flatMap((payment) =>
    payment.reversal ? [{ payment, ...payment.reversal }] : [],
  );
  const links = world.payments.flatMap((payment) => payment.links.map((link) => ({ payment, ...link })));
  return [
    ["deposit", depositRows(world)],
    ["held_notice", heldNoticeRows(world)],
    [
      "deposit_attribution",
      world.attributions.map(({ id, deposit, relationship, by, at, reason }) => ({
        ...{ id, deposit_id: deposit.id, trade_relationship_id: relationship.id, reason },
        ...{ attributed_by: by.id, attributed_at: at },
      })),
    ],
    ["payment", world.payments.map(paymentRow)],
    [
      "payment_reversal",
      reversed.map(({ payment, id, deposit, tradedAt, recordedAt }) => ({
        ...{ id, payment_id: payment.id, distributor_id: payment.relationship.distributor.id },
        ...{ deposit_id: deposit.id, deposit_kind: "CANCELED", amount_won: payment.amountWon },
        ...{ traded_at: tradedAt, recorded_at: recordedAt },
      })),
    ],
    [
      "payment_link",
      links.map(({ payment, id, bill, by, at }) => ({
        ...{ id, payment_id: payment.id, trade_relationship_id: payment.relationship.id },
        ...{ bill_id: bill?.id ?? null, linked_by: by.id, linked_at: at },
      })),
    ],
  ];
}

function paymentRow(payment: DemoWorld["payments"][number]): Row {
  const { relationship, attribution, deposit } = payment;
  return {
    id: payment.id,
    deposit_id: deposit.id,
    deposit_kind: "RECEIVED",
    distributor_id: relationship.distributor.id,
    store_id: relationship.store.id,
    trade_relationship_id: relationship.id,
    virtual_account_id: attribution ? null : relationship.account.id,
    deposit_attribution_id: attribution?.id ?? null,
    amount_won: payment.amountWon,
    depositor_name: payment.depositorName,
    traded_at: payment.tradedAt,
    recorded_at: payment.recordedAt,
  };
}

function depositRows(world: DemoWorld): Row[] {
  return world.deposits.map(({ id, body, receivedAt }) => {
    const notice = parseBankNotice(body);
    return {
      ...{ id, kind: notice.kind, bank_code: notice.bankCode, transaction_id: notice.transactionId },
      original_transaction_id: notice.originalTransactionId,
      account_number: notice.accountNumber,
      depositor_name: notice.depositorName,
      amount_won: notice.amountWon,
      traded_at: notice.tradedAt,
      received_at: receivedAt,
      body: JSON.parse(body),
    };
  });
}

function heldNoticeRows(world: DemoWorld): Row[] {
  return world.heldNotices.map(({ id, kind, reason, body, receivedAt, dismissed }) => {
    const notice = parseBankNotice(body);
    return {
      ...{ id, kind, reason, bank_code: notice.bankCode, transaction_id: notice.transactionId },
      original_transaction_id: notice.originalTransactionId,
      content_sha256: contentSha256(notice),
      body: JSON.parse(body),
      received_at: receivedAt,
      resolution: dismissed ? "DISMISSED" : null,
      resolved_at: dismissed?.at ?? null,
      resolved_by: dismissed?.by.id ?? null,
      resolution_note: dismissed?.note ?? null,
    };
  });
}
