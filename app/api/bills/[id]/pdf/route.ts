import { printBill, printStoreBill } from "#server/bills/print-bill.ts";
import { getViewer } from "#server/identity/get-viewer.ts";
import { pdfResponse } from "#server/platform/pdf.ts";

/** A bill to print, for the distributor that issued it and for its store's owner. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const viewer = await getViewer(request.headers);
  if (!viewer) return new Response("sign in first", { status: 401 });
  const { id } = await params;
  const printed =
    viewer.role === "DISTRIBUTOR"
      ? await printBill(viewer, id)
      : viewer.role === "STORE"
        ? await printStoreBill(viewer, id)
        : null;
  if (!printed) return new Response("no such bill", { status: 404 });
  return pdfResponse(printed.fileName, printed.pdf);
}
