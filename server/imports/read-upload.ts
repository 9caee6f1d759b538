import { z } from "zod";
import { DomainError } from "#server/platform/errors.ts";
import { readLimitedBytes } from "#server/platform/http.ts";
import { assertSize } from "./erp-file/file-format.ts";
import { IMPORT_MAX_BYTES } from "./erp-file/mapping.schema.ts";
import type { ImportErrorCode } from "./import.errors.ts";
import { UPLOAD_HEAD_MAX_BYTES, type UploadHead, uploadHeadSchema } from "./import.schema.ts";

const LINE_FEED = 10;

/**
 * An upload's head and file. Reading stops at the cap, whatever the sender says about the length.
 *
 * @throws DomainError IMPORT_TOO_LARGE; IMPORT_UPLOAD_MALFORMED when the head does not parse
 */
export async function readUpload(
  body: ReadableStream<Uint8Array>,
): Promise<{ head: UploadHead; bytes: Uint8Array }> {
  const received = await readLimitedBytes(body, IMPORT_MAX_BYTES + UPLOAD_HEAD_MAX_BYTES);
  if (!received) return tooLarge();
  const headBytes = received.subarray(0, UPLOAD_HEAD_MAX_BYTES).indexOf(LINE_FEED);
  const head = parseHead(received.subarray(0, Math.max(headBytes, 0)));
  const bytes = received.subarray(headBytes + 1);
  assertSize(bytes.length);
  return { head, bytes };
}

function tooLarge(): never {
  assertSize(IMPORT_MAX_BYTES + 1);
  throw new Error("the cap was not enforced");
}

function parseHead(line: Uint8Array): UploadHead {
  const parsed = uploadLine.safeParse(new TextDecoder().decode(line));
  if (!parsed.success) throw new DomainError<ImportErrorCode>("IMPORT_UPLOAD_MALFORMED");
  return parsed.data;
}

const uploadLine = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue("not JSON");
      return z.NEVER;
    }
  })
  .pipe(uploadHeadSchema);
