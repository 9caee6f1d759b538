import iconv from "iconv-lite";
import { expect, it } from "vitest";
import { codeText } from "./one-time-code.ts";

it("the code's message fits into one SMS of 90 bytes", () => {
  const text = codeText("123456");
  expect(iconv.encode(text, "euc-kr").length).toBeLessThanOrEqual(90);
  expect(text.match(/[0-9]{6}/g)).toEqual(["123456"]);
});
