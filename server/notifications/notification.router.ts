import { z } from "zod";
import { db } from "#server/platform/db.ts";
import { router } from "#server/trpc/init.ts";
import { toPage } from "#server/trpc/paging.schema.ts";
import { adminProcedure, distributorProcedure } from "#server/trpc/procedures.ts";
import { listNotificationsInput } from "./notification.schema.ts";
import { countNotifications, listNotifications } from "./notification-list.repository.ts";
import { retryNotification } from "./retry-notification.ts";

export const notificationRouter = router({
  list: distributorProcedure.input(listNotificationsInput).query(async ({ ctx, input }) => {
    const rows = await listNotifications(db(), ctx.viewer.distributorId, input);
    return toPage(rows, input.limit, (notification) => notification.id);
  }),

  counts: distributorProcedure.query(({ ctx }) => countNotifications(db(), ctx.viewer.distributorId)),

  /** Of all distributors. */
  listAll: adminProcedure.input(listNotificationsInput).query(async ({ input }) => {
    const rows = await listNotifications(db(), null, input);
    return toPage(rows, input.limit, (notification) => notification.id);
  }),

  countsAll: adminProcedure.query(() => countNotifications(db(), null)),

  retry: adminProcedure
    .input(z.object({ notificationId: z.uuid() }))
    .mutation(({ ctx, input }) => retryNotification(ctx.viewer, input.notificationId)),
});
