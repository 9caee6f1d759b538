import { getTranslations } from "next-intl/server";
import { exportBatch } from "#server/imports/export-batch.ts";
import { batchInput } from "#server/imports/import.schema.ts";
import { csvResponse } from "#server/platform/csv.ts";
import { createContext } from "#server/trpc/context.ts";
import { download } from "../../download.ts";

type Context = { params: Promise<{ batchId: string }> };

/** A batch's bills as CSV: what was billed, what became of the messages, what has come in. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return download(async () => {
    const { viewer } = await createContext(request.headers);
    if (viewer?.role !== "DISTRIBUTOR") return null;
    const input = batchInput.parse({ billBatchId: (await params).batchId });
    const t = await getTranslations("billImport.batch");
    const status = await getTranslations("bill.status");
    const rows = await exportBatch(viewer, input.billBatchId, {
      headings: [
        t("csv.code"),
        t("csv.store"),
        t("csv.amount"),
        t("csv.collected"),
        t("csv.status"),
        t("csv.periodStart"),
        t("csv.periodEnd"),
        t("csv.due"),
        t("csv.memo"),
        t("csv.message"),
        t("csv.sentAt"),
      ],
      statusOf: (value) => status(value),
      messageOf: (state) => t(`messageState.${state}`),
    });
    return csvResponse(t("csv.fileName"), rows);
  });
}
