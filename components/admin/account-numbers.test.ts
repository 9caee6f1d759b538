import { expect, it } from "vitest";
import { readAccountNumbers } from "./account-numbers.ts";

it("reads what is pasted from a spreadsheet, a mail or a list", () => {
  const text =
    "79012345678901\r\n790-1234-5678902\n 790 1234 5678903 ,７９０１２３４５６７８９０４\t79012345678905;\n\n";
  expect(readAccountNumbers(text)).toEqual({
    numbers: ["79012345678901", "79012345678902", "79012345678903", "79012345678904", "79012345678905"],
    wrong: [],
  });
});

it("names what is no account number, and keeps doubles for the server to report", () => {
  expect(readAccountNumbers("계좌번호\n12345\n79012345678901\n79012345678901\n7.9E+13")).toEqual({
    numbers: ["79012345678901", "79012345678901"],
    wrong: ["계좌번호", "12345", "7.9E+13"],
  });
});

it("finds nothing in nothing", () => {
  expect(readAccountNumbers(" \n ")).toEqual({ numbers: [], wrong: [] });
});
