import { notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { useFormat } from "#components/ui/use-format.ts";
import type { NotDone, RemindersSent } from "./bill.types.ts";
import { partsOf } from "./parts-of.ts";

/** Reminds the stores of these bills (null: of all bills not covered), says how many that were, answers who was not. */
export function useSendReminders(): (billIds: readonly string[] | null) => Promise<NotDone[]> {
  const tell = useTellReminders();
  const utils = trpc.useUtils();
  const { mutateAsync } = trpc.bill.remind.useMutation();
  return async (billIds) => {
    const sent: RemindersSent = { queued: 0, recent: 0, off: 0, leavesAt: null, notReminded: [] };
    try {
      for (const part of partsOf(billIds)) {
        const { queued, recent, off, leavesAt, notReminded } = await mutateAsync({ billIds: part });
        sent.queued += queued;
        sent.recent += recent;
        sent.off += off;
        sent.leavesAt ??= leavesAt;
        sent.notReminded.push(...notReminded);
      }
    } finally {
      void utils.bill.invalidate();
      void utils.notification.invalidate();
    }
    tell(sent);
    return sent.notReminded;
  };
}

function useTellReminders(): (sent: RemindersSent) => void {
  const t = useTranslations("bill.remind");
  const format = useFormat();
  const toast = useToast();
  return ({ queued, recent, off, leavesAt }) => {
    if (queued > 0 && leavesAt) {
      toast.success(t("queuedLater", { count: queued, at: format.dateTime(leavesAt) }));
    } else if (queued > 0) {
      toast.success(t(recent > 0 ? "queuedSomeRecent" : "queued", { count: queued, recent }));
    } else {
      const nobody = off > 0 ? t("off", { off }) : t("nothing");
      notifications.show({ message: recent > 0 ? t("recent", { recent }) : nobody, color: "yellow" });
    }
  };
}
