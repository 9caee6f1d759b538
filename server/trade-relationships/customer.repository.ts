import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";

/** A distributor's customer, as far as a row of its ERP can be recognised by. */
export interface Customer {
  tradeRelationshipId: string;
  customerCode: string;
  storeName: string;
  /** `storeNameKey` of the name. */
  storeNameKey: string;
  businessNumber: string | null;
  hasAccount: boolean;
  ended: boolean;
}

/** As storeNameKey() has it; COLLATE "C": of letters, only A–Z change. */
const storeNameKey = Prisma.sql`lower(translate(normalize(s.name, NFKC), E' \t\r\n', '') COLLATE "C")`;

/** Those of a distributor's customers that any of the codes, business numbers or name keys names, by code. */
export function selectCustomers(
  tx: Tx,
  distributorId: string,
  by: { codes: string[]; businessNumbers: string[]; nameKeys: string[] },
): Promise<Customer[]> {
  return tx.$queryRaw`
    SELECT c.*, EXISTS (SELECT FROM virtual_account a WHERE a.trade_relationship_id = c."tradeRelationshipId")
                AS "hasAccount"
    FROM (
      SELECT t.id AS "tradeRelationshipId", t.customer_code AS "customerCode", s.name AS "storeName",
             ${storeNameKey} AS "storeNameKey", s.business_number AS "businessNumber", t.ended_at IS NOT NULL AS ended
      FROM trade_relationship t JOIN store s ON s.id = t.store_id
      WHERE t.distributor_id = ${distributorId}::uuid
    ) c
    WHERE c."customerCode" = ANY (${by.codes}::text[])
       OR c."businessNumber" = ANY (${by.businessNumbers}::text[])
       OR c."storeNameKey" = ANY (${by.nameKeys}::text[])
    ORDER BY c."customerCode"`;
}
