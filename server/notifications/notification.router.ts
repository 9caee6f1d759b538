import { db } from "#server/platform/db.ts";
import { router } from "#server/trpc/init.ts";
import { toPage } from "#server/trpc/paging.schema.ts";
import { adminProcedure, distributorProcedure } from "#server/trpc/procedures.ts";
import { getNotificationLife } from "./get-notification-life.ts";
import { getQueueStatus, getSendingAlarms } from "./get-queue-status.ts";
import {
  listAllNotificationsInput,
  listNotificationsInput,
  notificationInput,
  queueStatusInput,
  resumeInput,
  retryFailedInput,
  retryManyInput,
  stopInput,
} from "./notification.schema.ts";
import { countNotifications, listNotifications } from "./notification-list.repository.ts";
import { retryFailed } from "./retry-failed.ts";
import { retryNotification, retryNotifications } from "./retry-notification.ts";
import { findSendingStop, resumeSending, stopSending } from "./sending-stops.ts";

export const notificationRouter = router({
  list: distributorProcedure.input(listNotificationsInput).query(async ({ ctx, input }) => {
    const rows = await listNotifications(db(), ctx.viewer.distributorId, input);
    return toPage(rows, input.limit, (notification) => notification.id);
  }),

  counts: distributorProcedure.query(({ ctx }) => countNotifications(db(), ctx.viewer.distributorId)),

  /** All that has happened to one message, and what it waits for. */
  life: distributorProcedure
    .input(notificationInput)
    .query(({ ctx, input }) => getNotificationLife(ctx.viewer.distributorId, input.notificationId)),

  /** The kill switch that keeps one's own messages waiting, if one does. */
  stop: distributorProcedure.query(({ ctx }) => findSendingStop(ctx.viewer.distributorId)),

  /** Of all distributors. */
  listAll: adminProcedure.input(listAllNotificationsInput).query(async ({ input }) => {
    const rows = await listNotifications(db(), null, input);
    return toPage(rows, input.limit, (notification) => notification.id);
  }),

  countsAll: adminProcedure.query(() => countNotifications(db(), null)),

  lifeOfAny: adminProcedure
    .input(notificationInput)
    .query(({ input }) => getNotificationLife(null, input.notificationId)),

  queueStatus: adminProcedure
    .input(queueStatusInput)
    .query(({ input }) => getQueueStatus(input.distributors)),

  alarms: adminProcedure.query(() => getSendingAlarms()),

  retry: adminProcedure
    .input(notificationInput)
    .mutation(({ ctx, input }) => retryNotification(ctx.viewer, input.notificationId)),

  retryMany: adminProcedure
    .input(retryManyInput)
    .mutation(({ ctx, input }) => retryNotifications(ctx.viewer, input.notificationIds)),

  retryFailed: adminProcedure
    .input(retryFailedInput)
    .mutation(({ ctx, input }) => retryFailed(ctx.viewer, input)),

  stopSending: adminProcedure.input(stopInput).mutation(({ ctx, input }) => stopSending(ctx.viewer, input)),

  resumeSending: adminProcedure
    .input(resumeInput)
    .mutation(({ ctx, input }) => resumeSending(ctx.viewer, input.distributorId)),
});
