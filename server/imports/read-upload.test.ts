import { expect, it } from "vitest";
import { IMPORT_MAX_BYTES } from "./erp-file/mapping.schema.ts";
import { readUpload } from "./read-upload.ts";

function streamOf(...parts: (string | Uint8Array<ArrayBuffer>)[]): ReadableStream<Uint8Array> {
  return new Blob(parts).stream();
}

it("takes the head off the file, and leaves the file's bytes alone", async () => {
  const file = Uint8Array.of(0xb0, 0xa1, 0x0a, 0x00, 0xff);
  const head = { fileName: "10월\n미수금.csv", encoding: "cp949" as const };
  const upload = await readUpload(streamOf(`${JSON.stringify(head)}\n`, file));
  expect(upload.head).toEqual(head);
  expect([...upload.bytes]).toEqual([...file]);
});

it.each([
  "",
  "\n",
  "no JSON\nfile",
  '{"fileName":""}\nfile',
  '{"fileName":"a.csv"}',
  '{"fileName":"a","encoding":"x"}\n',
])("refuses the upload %j, which has no head", async (body) => {
  await expect(readUpload(streamOf(body))).rejects.toMatchObject({ code: "IMPORT_UPLOAD_MALFORMED" });
});

it("refuses a file beyond the cap", async () => {
  const body = streamOf('{"fileName":"big.csv"}\n', new Uint8Array(IMPORT_MAX_BYTES + 1));
  await expect(readUpload(body)).rejects.toMatchObject({
    code: "IMPORT_TOO_LARGE",
    details: { maxBytes: IMPORT_MAX_BYTES },
  });
});

it("stops reading at the cap", async () => {
  const mebibyte = new Uint8Array(1024 * 1024);
  let readCount = 0;
  let canceled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      readCount += 1;
      controller.enqueue(mebibyte);
    },
    cancel() {
      canceled = true;
    },
  });
  await expect(readUpload(endless)).rejects.toMatchObject({ code: "IMPORT_TOO_LARGE" });
  expect(readCount).toBeLessThan(30);
  expect(canceled).toBe(true);
});
