import { pino } from "pino";
import { describe, expect, test } from "vitest";
import type { Viewer } from "#server/identity/get-viewer.ts";
import { createCallerFactory } from "#server/trpc/init.ts";
import { appRouter } from "./router.ts";

const procedures = Object.entries(appRouter._def.procedures) as unknown as [
  string,
  { _def: { meta?: { access?: string }; type: string } },
][];

const viewers: Record<string, Viewer | null> = {
  nobody: null,
  distributor: {
    userId: "u",
    name: "직원",
    role: "DISTRIBUTOR",
    distributorId: "d",
    distributorName: "유통사",
  },
  store: { userId: "u", name: "사장", role: "STORE", phoneNumber: "01000000000" },
  admin: { userId: "u", name: "운영자", role: "ADMIN" },
};

/** Who gets past the door of a procedure that declares this access. */
const admitted: Record<string, string[]> = {
  anyone: ["nobody", "distributor", "store", "admin"],
  "bill-link": ["nobody", "distributor", "store", "admin"],
  distributor: ["distributor"],
  store: ["store"],
  admin: ["admin"],
};

test("there are procedures, and each declares who may call it", () => {
  expect(procedures.length).toBeGreaterThan(30);
  const undeclared = procedures.filter(
    ([, { _def }]) => !_def.meta?.access || !(_def.meta.access in admitted),
  );
  expect(undeclared.map(([path]) => path)).toEqual([]);
});

describe("everyone else is turned away at the door", () => {
  const closed = procedures.flatMap(([path, { _def }]) =>
    Object.keys(viewers)
      .filter((who) => !admitted[_def.meta?.access ?? ""]?.includes(who))
      .map((who) => ({ path, who })),
  );

  test.each(closed)("$path refuses $who", async ({ path, who }) => {
    const viewer = viewers[who] ?? null;
    const context = { viewer, log: pino({ enabled: false }) };
    const caller = createCallerFactory(appRouter)(context) as unknown as Record<
      string,
      Record<string, (input: unknown) => Promise<unknown>>
    >;
    const [domain = "", name = ""] = path.split(".");
    const call = caller[domain]?.[name];
    if (!call) throw new Error(`${path} is not there`);
    await expect(call(undefined)).rejects.toMatchObject({ code: viewer ? "FORBIDDEN" : "UNAUTHORIZED" });
  });
});
