import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";

// The tables are made by SQL, the client is made from schema.prisma: this compares the two, column by column, so that
// neither can change without the other.

const database = useDatabase();
const schema = readFileSync(new URL("schema.prisma", import.meta.url), "utf8");

const sqlTypes: Record<string, string> = {
  "String @db.Uuid": "uuid",
  String: "text",
  Boolean: "bool",
  Int: "int4",
  "Int @db.SmallInt": "int2",
  Float: "float8",
  BigInt: "int8",
  "DateTime @db.Date": "date",
  "DateTime @db.Time": "time",
  "DateTime @db.Timestamptz": "timestamptz",
  "DateTime[] @db.Timestamptz": "_timestamptz",
  Json: "jsonb",
  Bytes: "bytea",
};

function blocks(keyword: "model" | "enum"): { name: string; mapped: string; lines: string[] }[] {
  return [...schema.matchAll(new RegExp(`^${keyword} (\\w+) \\{\\n([\\s\\S]*?)^\\}`, "gm"))].map(
    ([, name = "", body = ""]) => ({
      name,
      mapped: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
      lines: body
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line && !line.startsWith("@@")),
    }),
  );
}

const enums = new Map(blocks("enum").map((block) => [block.name, block]));

function columnOf(line: string): string {
  const [, field = "", type = "", optional = ""] = /^(\w+)\s+(\w+(?:\[\])?)(\??)/.exec(line) ?? [];
  const native = /@db\.\w+/.exec(line)?.[0];
  const sqlType =
    enums.get(type)?.mapped ?? sqlTypes[native ? `${type} ${native}` : type] ?? `unknown ${type}`;
  const column = /@map\("(\w+)"\)/.exec(line)?.[1] ?? field;
  return `${column} ${sqlType}${optional ? " null" : ""}`;
}

test("every table and column is in schema.prisma, and nothing else", async () => {
  const rows = await database.sql<{ table: string; column: string }>(
    `SELECT c.table_name AS table,
            c.column_name || ' ' || c.udt_name || CASE WHEN c.is_nullable = 'YES' THEN ' null' ELSE '' END AS column
     FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> '_prisma_migrations'`,
  );
  const inDatabase = rows.map((row) => `${row.table}: ${row.column}`).sort();
  const inSchema = blocks("model")
    .flatMap(({ mapped, lines }) => lines.map((line) => `${mapped}: ${columnOf(line)}`))
    .sort();
  expect(inSchema).toEqual(inDatabase);
});

test("every enum has the same values", async () => {
  const rows = await database.sql<{ name: string; values: string[] }>(
    `SELECT t.typname AS name, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS values
     FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid JOIN pg_namespace n ON n.oid = t.typnamespace
     WHERE n.nspname = 'public' GROUP BY 1`,
  );
  const inDatabase = Object.fromEntries(rows.map((row) => [row.name, row.values]));
  const inSchema = Object.fromEntries([...enums.values()].map(({ mapped, lines }) => [mapped, lines]));
  expect(inSchema).toEqual(inDatabase);
});

test("primary and unique keys that the client relies on exist", async () => {
  const rows = await database.sql<{ key: string }>(
    `SELECT i.indrelid::regclass::text || ': ' || string_agg(a.attname, ',' ORDER BY array_position(i.indkey::int[], a.attnum::int)) AS key
     FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
     WHERE i.indisunique AND i.indpred IS NULL GROUP BY i.indexrelid, i.indrelid`,
  );
  const inDatabase = new Set(rows.map((row) => row.key));
  const claimed = blocks("model").flatMap(({ mapped, lines }) =>
    lines
      .filter((line) => /@(id|unique)\b/.test(line))
      .map((line) => `${mapped}: ${columnOf(line).split(" ")[0]}`),
  );
  expect(claimed.length).toBeGreaterThan(20);
  expect(claimed.filter((key) => !inDatabase.has(key))).toEqual([]);
});
