import { db } from "#server/platform/db.ts";
import { createStoreInput } from "#server/trade-relationships/trade-relationship.schema.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { ListUnknownInput } from "./import.schema.ts";
import { listUnplacedCustomers, type UnplacedCustomer } from "./unknown-customers.repository.ts";

const MAX_CODE_LENGTH = 50;

/** What an unknown customer could be registered as; what the file does not say is empty, and the clerk's to fill in. */
export interface CustomerProposal {
  /** The first of its lines in the file. */
  lineNo: number;
  lineCount: number;
  customerCode: string;
  name: string;
  businessNumber: string | null;
  ownerPhone: string;
}

/** One page of the file's customers whom nobody is, each once, in the file's order. */
export async function listUnknownCustomers(
  actor: DistributorActor,
  page: ListUnknownInput,
): Promise<{ items: CustomerProposal[]; nextCursor: number | null }> {
  const rows = await listUnplacedCustomers(db(), actor.distributorId, page);
  const items = rows.slice(0, page.limit).map(propose);
  return { items, nextCursor: rows.length > page.limit ? (items.at(-1)?.lineNo ?? null) : null };
}

/** A file without codes names its customers by number or name: these then serve as the code. */
function propose(row: UnplacedCustomer): CustomerProposal {
  const code = row.customerCode ?? row.businessNumber ?? row.customerName ?? "";
  return {
    lineNo: row.lineNo,
    lineCount: row.lineCount,
    customerCode: code.slice(0, MAX_CODE_LENGTH),
    name: row.customerName ?? "",
    businessNumber: row.businessNumber,
    ownerPhone: findMobileNumber(row.cells),
  };
}

/** The first cell that holds a mobile phone's number, in whichever column. */
function findMobileNumber(cells: readonly string[]): string {
  for (const cell of cells) {
    const parsed = createStoreInput.shape.ownerPhone.safeParse(cell);
    if (parsed.success) return parsed.data;
  }
  return "";
}
