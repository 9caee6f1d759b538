import { notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";

/** What the procedure takes at once. */
const MOST_AT_ONCE = 1_000;

/** Reminds the stores of these bills (null: of all bills not covered), and says how many that were. */
export function useSendReminders(): (billIds: readonly string[] | null) => Promise<void> {
  const t = useTranslations("bill.remind");
  const toast = useToast();
  const utils = trpc.useUtils();
  const { mutateAsync } = trpc.bill.remind.useMutation();
  return async (billIds) => {
    const sent = { queued: 0, recent: 0 };
    for (const part of partsOf(billIds)) {
      const { queued, recent } = await mutateAsync({ billIds: part });
      sent.queued += queued;
      sent.recent += recent;
    }
    void utils.bill.invalidate();
    void utils.notification.invalidate();
    if (sent.queued > 0) {
      const key = sent.recent > 0 ? "queuedSomeRecent" : "queued";
      toast.success(t(key, { count: sent.queued, recent: sent.recent }));
      return;
    }
    const message = sent.recent > 0 ? t("recent", { recent: sent.recent }) : t("nothing");
    notifications.show({ message, color: "yellow" });
  };
}

/** A part that fails leaves the ones before it sent; sending all again then passes those over. */
function partsOf(billIds: readonly string[] | null): (string[] | null)[] {
  if (billIds === null) return [null];
  const count = Math.ceil(billIds.length / MOST_AT_ONCE);
  return Array.from({ length: count }, (_, index) =>
    billIds.slice(index * MOST_AT_ONCE, (index + 1) * MOST_AT_ONCE),
  );
}
