import { useRef, useState } from "react";
import { trpc } from "#components/trpc/client.ts";
import type { Trouble } from "./admin-notification.types.ts";

export type RetryProgress = { done: number; total: number };

/**
 * Sends all that failed of one reason again, a portion a call. `progress` is null until it begins; `pause` lets the
 * portion under way end.
 */
export function useRetryAll() {
  const utils = trpc.useUtils();
  const { mutateAsync } = trpc.notification.retryFailed.useMutation();
  const [progress, setProgress] = useState<RetryProgress | null>(null);
  const paused = useRef(false);

  const run = async (trouble: Trouble): Promise<number> => {
    paused.current = false;
    let done = 0;
    let after: string | null = null;
    try {
      do {
        const portion: Awaited<ReturnType<typeof mutateAsync>> = await mutateAsync({
          trouble,
          distributorId: null,
          after,
        });
        done += portion.retried;
        after = portion.nextAfter;
        setProgress({ done, total: done + portion.remaining });
      } while (after !== null && !paused.current);
    } finally {
      await utils.notification.invalidate();
    }
    return done;
  };

  const pause = () => {
    paused.current = true;
  };
  return { run, pause, progress, reset: () => setProgress(null) };
}
