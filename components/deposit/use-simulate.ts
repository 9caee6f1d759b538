import { trpc } from "#components/trpc/client.ts";
import type { WebhookAnswer } from "./deposit.types.ts";

/** Sends a made-up notice to the webhook, and has everything asked again that it may have changed. */
export function useSimulate(onAnswer: (answer: WebhookAnswer) => void) {
  const utils = trpc.useUtils();
  return trpc.payment.simulateNotice.useMutation({
    onSuccess: async (answer) => {
      onAnswer(answer);
      await Promise.all([utils.payment.invalidate(), utils.tradeRelationship.invalidate()]);
    },
  });
}
