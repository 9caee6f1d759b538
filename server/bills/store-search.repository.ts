import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";

/** From this many stores on it is quicker to walk through the bills and look at each one's store. */
const manyStores = 5_000;

/**
 * The bills (`b`, relationship `t`, store `st`) of the stores that a search finds: part of the name, syllables and
 * initial consonants mixed (ㄱㅊ or 김ㅊ find 김치찌개), or the start of the customer code. Few stores are looked up by
 * the indexes first. Of many, a page of bills is full long before all of them are found.
 */
export async function ofStoresFound(tx: Tx, distributorId: string, search: string): Promise<Prisma.Sql> {
  const codeStart = `${search.replace(/[\\%_]/g, "\\$&")}%`;
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT named.id FROM store st JOIN trade_relationship named ON named.store_id = st.id
    WHERE named.distributor_id = ${distributorId}::uuid AND ${isNamed(search)}
    UNION ALL
    SELECT t.id FROM trade_relationship t
    WHERE t.distributor_id = ${distributorId}::uuid AND ${hasCode(codeStart)}
    LIMIT ${manyStores}`;
  if (found.length < manyStores)
    return Prisma.sql`b.trade_relationship_id = ANY (${found.map(({ id }) => id)}::uuid[])`;
  // CASE hides from the planner what it would take for rare, and would sort all bills for.
  return Prisma.sql`CASE WHEN ${isNamed(search)} OR ${hasCode(codeStart)} THEN true ELSE false END`;
}

/** The key is what the index is of, and necessary; the pattern is exact. */
const isNamed = (search: string) => Prisma.sql`(
  st.search_key LIKE '%' || store_search_key(store_search_query(${search})) || '%'
  AND st.search_name ~ store_search_pattern(store_search_query(${search})))`;

const hasCode = (codeStart: string) => Prisma.sql`lower(t.customer_code) LIKE lower(${codeStart})`;
