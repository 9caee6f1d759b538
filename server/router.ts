import { auditRouter } from "#server/audit/audit.router.ts";
import { billRouter } from "#server/bills/bill.router.ts";
import { identityRouter } from "#server/identity/identity.router.ts";
import { billImportRouter } from "#server/imports/bill-import.router.ts";
import { notificationRouter } from "#server/notifications/notification.router.ts";
import { paymentRouter } from "#server/payments/payment.router.ts";
import { settlementRouter } from "#server/settlements/settlement.router.ts";
import { storefrontRouter } from "#server/storefront/storefront.router.ts";
import { tradeRelationshipRouter } from "#server/trade-relationships/trade-relationship.router.ts";
import { router } from "#server/trpc/init.ts";

export const appRouter = router({
  audit: auditRouter,
  bill: billRouter,
  billImport: billImportRouter,
  identity: identityRouter,
  notification: notificationRouter,
  payment: paymentRouter,
  settlement: settlementRouter,
  storefront: storefrontRouter,
  tradeRelationship: tradeRelationshipRouter,
});

export type AppRouter = typeof appRouter;
