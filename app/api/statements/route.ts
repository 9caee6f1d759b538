import { getStatementDocument } from "#server/payments/statement/get-statement-document.ts";
import { statementDocumentInput } from "#server/payments/statement/statement.schema.ts";
import { csvResponse } from "#server/platform/csv.ts";
import { env } from "#server/platform/env.ts";
import { pdfResponse } from "#server/platform/pdf.ts";
import { xlsxResponse } from "#server/platform/xlsx.ts";
import { createContext } from "#server/trpc/context.ts";
import { download } from "../download.ts";

/**
 * `?from=…&to=…&trade=…&type=pdf`: a statement as a file. Asking again for the same lines gives the same document, so
 * a repeated GET changes nothing.
 */
export async function GET(request: Request): Promise<Response> {
  return download(async () => {
    const { viewer } = await createContext(request.headers);
    if (!viewer) return null;
    const { searchParams } = new URL(request.url);
    const input = statementDocumentInput.parse({
      fromOn: searchParams.get("from"),
      toOn: searchParams.get("to"),
      tradeRelationshipId: searchParams.get("trade"),
      fileType: searchParams.get("type"),
    });
    const document = await getStatementDocument(viewer, input, env().APP_URL);
    if (document.fileType === "csv") return csvResponse(`${document.name}.csv`, document.rows);
    if (document.fileType === "xlsx") return xlsxResponse(`${document.name}.xlsx`, document.content);
    return pdfResponse(`${document.name}.pdf`, document.content);
  });
}
