import { printLinkedBill } from "#server/bills/print-bill.ts";
import { pdfResponse } from "#server/platform/pdf.ts";

/** The bill of a message's link, to print: without a session, as the page that the link opens. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }) {
  const printed = await printLinkedBill((await params).token);
  if (!printed) return new Response("this link does not open", { status: 404 });
  return pdfResponse(printed.fileName, printed.pdf);
}
