import { linkDaysAfterEnd, readBillLinkToken } from "#server/notifications/bill-link.ts";
import { seoulDayOf } from "#server/platform/clock.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { renderPdf } from "#server/platform/pdf.ts";
import type { DistributorActor, StoreActor } from "#server/trpc/actor.ts";
import { billDocument } from "./bill-document.ts";
import { findBillSheet, type SheetScope } from "./bill-sheet.repository.ts";
import { sheetTexts } from "./bill-sheet-text.ts";

export interface PrintedBill {
  fileName: string;
  pdf: Buffer;
}

/** A bill of the distributor's as a PDF; null when it has no such bill. */
export function printBill(actor: DistributorActor, billId: string): Promise<PrintedBill | null> {
  return print(billId, { distributorId: actor.distributorId });
}

/** A bill of one of the owner's stores as a PDF; null when there is no such bill. */
export function printStoreBill(actor: StoreActor, billId: string): Promise<PrintedBill | null> {
  return print(billId, { ownerPhone: actor.phoneNumber });
}

/**
 * The bill that the link in a message names, as a PDF. Null, and nothing more said, for a token that we did not make, a
 * bill that is gone, a revoked link, and one whose bill ended too long ago.
 */
export async function printLinkedBill(token: string): Promise<PrintedBill | null> {
  const billId = readBillLinkToken(token, env().AUTH_SECRET);
  return billId === null ? null : print(billId, { openLinkDaysAfterEnd: linkDaysAfterEnd });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function print(billId: string, scope: SheetScope): Promise<PrintedBill | null> {
  const sheet = uuid.test(billId) ? await findBillSheet(db(), billId, scope) : null;
  if (!sheet) return null;
  const { title } = sheetTexts[sheet.language];
  const name = `${title} ${sheet.storeName} ${seoulDayOf(sheet.issuedAt)}`.replace(
    /[\p{Cc}/\\:*?"<>|]/gu,
    " ",
  );
  return { fileName: `${name}.pdf`, pdf: await renderPdf(billDocument(sheet)) };
}
