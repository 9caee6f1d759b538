import { notificationStates } from "#server/notifications/notification.schema.ts";
import type { NotificationRow } from "./notification.types.ts";

/** The list's condition as the address holds it. */
export const notificationFilters = { state: "ALL" };

/** The state that an address asks for; null: all. */
export function stateFilterOf(value: unknown): NotificationRow["state"] | null {
  return notificationStates.find((state) => state === value) ?? null;
}

export type NotificationConditions = { state?: NotificationRow["state"] | null; billId?: string };

/** What to ask the server for. */
export function notificationListInput(conditions: NotificationConditions) {
  return { ...conditions, limit: 50 };
}
