import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

type Outputs = inferRouterOutputs<AppRouter>;

export type BillRow = Outputs["bill"]["list"]["items"][number];
export type BillCounts = Outputs["bill"]["counts"];
export type PaymentEntry = Outputs["payment"]["list"]["items"][number];
export type Relationship = Outputs["tradeRelationship"]["list"]["items"][number];
export type RemindersPreview = Outputs["bill"]["previewReminders"];
export type RemindersSent = Outputs["bill"]["remind"];

/** A bill of a selection with which it could not be done. */
export type NotDone =
  | RemindersSent["notReminded"][number]
  | Outputs["bill"]["cancelMany"]["notCanceled"][number];

export type MessagePolicy = Outputs["bill"]["messagePolicy"];
export type StoreWithoutReminders = Outputs["bill"]["remindersOff"]["items"][number];
