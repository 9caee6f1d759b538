import type { FileEncoding } from "#server/imports/erp-file/mapping.schema.ts";

/** Names of standards, the same in every language. */
export const ENCODING_NAMES: Record<FileEncoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16LE",
  "utf-16be": "UTF-16BE",
  cp949: "CP949 (EUC-KR)",
};
