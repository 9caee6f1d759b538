import { z } from "zod";

const maxChars = 15_000_000; // base64 of somewhat more than the largest file that is read

export const uploadBankListInput = z.object({
  bankCode: z.string().regex(/^[0-9]{3}$/),
  /** The Seoul day that the list covers. */
  tradedOn: z.iso.date(),
  fileName: z.string().trim().min(1).max(200),
  contentBase64: z.base64().max(maxChars),
});

export const bankListIdInput = z.object({ bankListId: z.uuid() });

export const importBankListInput = bankListIdInput.extend({
  lineNos: z.array(z.number().int().positive()).min(1).max(5_000),
});
