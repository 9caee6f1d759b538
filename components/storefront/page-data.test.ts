import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { pageData } from "./page-data.ts";

const failing = (code: TRPCError["code"]) =>
  pageData(Promise.reject(new TRPCError({ code })), "/store/payments?before=1");

test("gives what was read", async () => {
  expect(await pageData(Promise.resolve(1), "/store")).toBe(1);
});

test.each(["UNAUTHORIZED", "FORBIDDEN"] as const)("%s leads to the sign-in and back", async (code) => {
  await expect(failing(code)).rejects.toMatchObject({
    digest: expect.stringContaining("/login?next=%2Fstore%2Fpayments%3Fbefore%3D1"),
  });
});

test.each(["NOT_FOUND", "BAD_REQUEST"] as const)("%s is a page that does not exist", async (code) => {
  await expect(failing(code)).rejects.toMatchObject({ digest: "NEXT_HTTP_ERROR_FALLBACK;404" });
});

test("leaves everything else to the error page", async () => {
  await expect(failing("INTERNAL_SERVER_ERROR")).rejects.toMatchObject({ code: "INTERNAL_SERVER_ERROR" });
  await expect(pageData(Promise.reject(new Error("broken")), "/store")).rejects.toThrow("broken");
});
