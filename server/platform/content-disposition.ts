/**
 * The header value that names a file. fileName may be Korean; `fallback` (ASCII) is for clients that do not know
 * RFC 5987. `inline` shows it in the browser, under that name when it is saved.
 */
export function contentDisposition(
  kind: "attachment" | "inline",
  fileName: string,
  fallback: string,
): string {
  return `${kind}; filename="${fallback}"; filename*=UTF-8''${encodeName(fileName)}`;
}

/** RFC 5987 allows less unescaped than encodeURIComponent leaves. */
function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
