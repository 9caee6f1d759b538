import { exportFileInput } from "#server/payments/export/export.schema.ts";
import { getExportFile } from "#server/payments/export/get-export-file.ts";
import { contentDisposition } from "#server/platform/content-disposition.ts";
import { xlsxResponse } from "#server/platform/xlsx.ts";
import { createContext } from "#server/trpc/context.ts";
import { download } from "../../download.ts";

/** `?type=csv` or `xlsx`: the file as it was made. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ erpExportId: string }> },
): Promise<Response> {
  const { erpExportId } = await params;
  return download(async () => {
    const { viewer } = await createContext(request.headers);
    if (viewer?.role !== "DISTRIBUTOR") return null;
    const fileType = new URL(request.url).searchParams.get("type");
    const input = exportFileInput.parse({ erpExportId, fileType });
    const { name, content } = await getExportFile(viewer.distributorId, input.erpExportId, input.fileType);
    if (input.fileType === "xlsx") return xlsxResponse(`${name}.xlsx`, content);
    return new Response(content, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": contentDisposition("attachment", `${name}.csv`, "download.csv"),
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  });
}
