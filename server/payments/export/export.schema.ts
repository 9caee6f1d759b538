import { z } from "zod";
import { pageInput } from "#server/trpc/paging.schema.ts";

/** What a column of the ERP's file can hold. `fixed`: the same text in every row. */
export const exportFields = [
  "tradedOn",
  "tradedOnCompact",
  "tradedTime",
  "kind",
  "customerCode",
  "storeName",
  "businessNumber",
  "depositorName",
  "amountWon",
  "receivedWon",
  "canceledWon",
  "bankAccountCode",
  "bankCode",
  "accountNumber",
  "transactionId",
  "billIssuedOn",
  "description",
  "fixed",
] as const;
export type ExportField = (typeof exportFields)[number];

export const exportColumn = z.object({
  field: z.enum(exportFields),
  /** As the ERP calls it; the file's first row. */
  header: z.string().trim().min(1).max(50),
  /** Of `fixed`: what stands in each row. */
  text: z.string().max(100).default(""),
});
export type ExportColumn = z.infer<typeof exportColumn>;

export const exportFormatInput = z.object({
  columns: z.array(exportColumn).min(1).max(40),
  /** How the distributor's ERP calls the account that the money goes to. */
  bankAccountCode: z.string().trim().max(50),
});
export type ExportFormat = z.infer<typeof exportFormatInput>;

/** `cursor`: the number of the last export listed. */
export const exportsInput = pageInput.extend({ cursor: z.coerce.number().int().min(1).nullish() });

export const exportFileInput = z.object({ erpExportId: z.uuid(), fileType: z.enum(["csv", "xlsx"]) });
export type ExportFileType = z.infer<typeof exportFileInput>["fileType"];

export const defaultExportFormat: ExportFormat = {
  columns: [
    { field: "tradedOn", header: "입금일자", text: "" },
    { field: "kind", header: "구분", text: "" },
    { field: "customerCode", header: "거래처코드", text: "" },
    { field: "storeName", header: "거래처명", text: "" },
    { field: "amountWon", header: "금액", text: "" },
    { field: "bankAccountCode", header: "계좌코드", text: "" },
    { field: "depositorName", header: "입금자명", text: "" },
    { field: "transactionId", header: "은행거래번호", text: "" },
  ],
  bankAccountCode: "",
};
