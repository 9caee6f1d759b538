import { expect, test } from "vitest";
import { shapeOf } from "./file-shape.ts";

test("the same list of another month has the same shape", () => {
  expect(shapeOf(["거래처 코드", "상호", "11월 잔액", "VAT"])).toBe(
    shapeOf(["거래처코드", "상호 ", "10월잔액", "ＶＡＴ"]),
  );
});

test.each([
  ["another heading", ["거래처코드", "상호", "미수"]],
  ["another order", ["상호", "거래처코드", "잔액"]],
  ["one column more", ["거래처코드", "상호", "잔액", ""]],
  ["cut elsewhere", ["거래처코드상호", "", "잔액"]],
])("%s is another shape", (_name, headings) => {
  expect(shapeOf(headings)).not.toBe(shapeOf(["거래처코드", "상호", "잔액"]));
});
