import { createTRPCClient, httpLink } from "@trpc/client";
import superjson from "superjson";
import type { UploadHead } from "#server/imports/import.schema.ts";
import type { AppRouter } from "#server/router.ts";

export type FileChoice = Omit<UploadHead, "fileName">;

type Sending = { choice: FileChoice; signal: AbortSignal; onProgress: (sentBytes: number) => void };

/**
 * Uploads an ERP file, telling how far it is. `fetch` does not tell, so the request goes by XMLHttpRequest under the
 * usual client. Throws what the procedure throws.
 */
export async function sendFile(file: File, sending: Sending): Promise<{ importId: string }> {
  const client = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: "/api/trpc",
        transformer: { serialize: (data: unknown) => data, deserialize: superjson.deserialize },
        fetch: (url, init) => sendByXhr(String(url), init as RequestInit, sending.onProgress),
      }),
    ],
  });
  const head: UploadHead = { fileName: file.name.slice(0, 255), ...sending.choice };
  const body = new Blob([`${JSON.stringify(head)}\n`, file], { type: "application/octet-stream" });
  return client.billImport.upload.mutate(body, { signal: sending.signal });
}

function sendByXhr(
  url: string,
  init: RequestInit,
  onProgress: (sentBytes: number) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(init.method ?? "POST", url);
    for (const [name, value] of new Headers(init.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
    request.onerror = () => reject(new TypeError("the connection failed"));
    request.onabort = () => reject(new DOMException("the upload was cancelled", "AbortError"));
    init.signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(init.body as XMLHttpRequestBodyInit);
  });
}
