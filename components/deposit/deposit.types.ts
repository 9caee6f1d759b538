import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

type Outputs = inferRouterOutputs<AppRouter>;

export type UnmatchedDeposit = Outputs["payment"]["unmatched"]["items"][number];
export type HeldNotice = Outputs["payment"]["heldNotices"]["items"][number];
/** A request to one of our webhooks, as the log has it. */
export type BankRequest = Outputs["payment"]["bankRequests"]["items"][number];
/** A transaction on which the bank's list and ours do not agree. */
export type ComparedTransaction = Outputs["payment"]["bankList"]["transactions"][number];
export type RecentDeposit = Outputs["payment"]["sandbox"]["deposits"][number];
/** What the webhook answered to a made-up notice. */
export type WebhookAnswer = Outputs["payment"]["simulateNotice"];
/** A trade relationship as admins see it, with its account and its active bill. */
export type RelationshipRow = Outputs["tradeRelationship"]["adminList"]["items"][number];
