import { useTranslations } from "next-intl";
import { useFormat } from "#components/ui/use-format.ts";
import type { LinkReason } from "#server/payments/link-reason.ts";

/** Why a payment is linked where it is, in one sentence: word for word the same for the distributor and the store. */
export function useLinkReason(): (reason: LinkReason) => string {
  const t = useTranslations("payment.why");
  const format = useFormat();
  return (reason) => {
    switch (reason.code) {
      case "LINKED_BY_HAND":
        return t(reason.code, {
          at: format.dateTime(reason.linkedAt),
          issuedAt: format.dateTime(reason.billIssuedAt),
        });
      case "UNLINKED_BY_HAND":
        return t(reason.code, { at: format.dateTime(reason.linkedAt) });
      case "DURING_BILL":
        return t(reason.code, { issuedAt: format.dateTime(reason.billIssuedAt) });
      case "AFTER_CANCELLATION":
        return t(reason.code, { at: format.dateTime(reason.canceledAt) });
      case "BEFORE_FIRST_BILL":
        return t(reason.code);
    }
  };
}
