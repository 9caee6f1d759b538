import { expect } from "@playwright/test";
import { test } from "./session.ts";

test("the probes say that the process is up and that it can serve", async ({ request }) => {
  const health = await request.get("/api/health");
  expect(health.status()).toBe(200);
  expect(await health.json()).toEqual({ status: "up" });
  const ready = await request.get("/api/ready");
  expect(ready.status()).toBe(200);
  expect(await ready.json()).toEqual({ status: "ready" });
});

test("the metrics are not public", async ({ request }) => {
  const refused: Record<string, string>[] = [
    {},
    { authorization: "Bearer " },
    { authorization: "Bearer guess" },
  ];
  for (const headers of refused) expect((await request.get("/api/metrics", { headers })).status()).toBe(404);
});
