/** What one text message may hold, in the bytes of KS X 1001 text: 90 for a short one (SMS), 2,000 for a long one (LMS). */
export const shortTextBytes = 90;
const longTextBytes = 2_000;
const ellipsis = "…";
const lineEnd = /\n(?=[^\n]*$)/;

/** ASCII is one byte, everything else two. */
export function textBytes(text: string): number {
  let bytes = 0;
  for (const char of text) bytes += charBytes(char);
  return bytes;
}

const charBytes = (char: string): number => ((char.codePointAt(0) ?? 0) < 0x80 ? 1 : 2);

/**
 * A message as a phone takes it. Only a memo of exceptional length makes it too long: then what stands before the last
 * line is cut, as the last line is the link.
 */
export function smsText(text: string): string {
  if (textBytes(text) <= longTextBytes) return text;
  const [body = "", last = ""] = lineEnd.test(text) ? text.split(lineEnd) : [text];
  const tail = last ? `${ellipsis}\n${last}` : ellipsis;
  return cut(body, longTextBytes - textBytes(tail)) + tail;
}

function cut(text: string, bytes: number): string {
  let left = bytes;
  let kept = "";
  for (const char of text) {
    left -= charBytes(char);
    if (left < 0) break;
    kept += char;
  }
  return kept;
}
