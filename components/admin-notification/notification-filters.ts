import { notificationStates, troubles } from "#server/notifications/notification.schema.ts";
import type { AnyConditions } from "./use-queue.ts";

/** The list's conditions as the address holds them. */
export const anyFilters = { state: "ALL", reason: "ALL", distributor: "" };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What to ask the server for; what is no condition counts as none. A reason is asked for failed ones only. */
export function conditionsOf(values: Record<keyof typeof anyFilters, string>): AnyConditions {
  const state = notificationStates.find((known) => known === values.state) ?? null;
  const trouble = troubles.find((known) => known === values.reason) ?? null;
  return {
    state,
    trouble: state === "FAILED" ? trouble : null,
    distributorId: uuid.test(values.distributor) ? values.distributor : null,
  };
}
