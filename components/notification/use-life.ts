import { trpc } from "#components/trpc/client.ts";
import { isUnderWay } from "./delivery.ts";
import type { NotificationLife } from "./notification.types.ts";

const MOVING_MS = 3_000;

/** For a query of a message's life: asked again while the message is under way. */
export const lifeRefetch = {
  refetchInterval: ({ state }: { state: { data: NotificationLife | undefined } }) =>
    state.data && isUnderWay(state.data) ? MOVING_MS : false,
} as const;

/** The life of one's own message. */
export function useLife(notificationId: string) {
  return trpc.notification.life.useQuery({ notificationId }, lifeRefetch);
}
