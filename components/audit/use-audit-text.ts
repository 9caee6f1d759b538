import { useTranslations } from "next-intl";
import { useFormat } from "#components/ui/use-format.ts";

/** Actions and details are data, written by many operations: whether a text exists is asked, not proved. */
type OpenTranslator = { (key: string): string; has(key: string): boolean };

/** What stands in the audit trail, in words; what has no words is shown as it is. */
export function useAuditText() {
  const t = useTranslations("audit") as unknown as OpenTranslator;
  const format = useFormat();
  const worded = (key: string, otherwise: string) => (t.has(key) ? t(key) : otherwise);

  const value = (name: string, raw: unknown): string => {
    if (raw === null || raw === undefined || raw === "") return "–";
    if (typeof raw === "object") return JSON.stringify(raw);
    const text = String(raw);
    if (name.endsWith("Won") && /^-?\d+$/.test(text)) return format.won(BigInt(text));
    if (name.endsWith("Bps") && typeof raw === "number") return format.rate(raw);
    if (typeof raw === "number") return format.count(raw);
    return text;
  };

  return {
    action: (action: string) => worded(`action.${action}`, action),
    detail: (name: string, raw: unknown) => ({
      label: worded(`detail.${name}`, name),
      value: value(name, raw),
    }),
  };
}
