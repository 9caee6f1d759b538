import admin from "./admin.ts";
import adminNotification from "./admin-notification.ts";
import audit from "./audit.ts";
import bill from "./bill.ts";
import billImport from "./bill-import.ts";
import common from "./common.ts";
import deposit from "./deposit.ts";
import erpExport from "./erp-export.ts";
import errors from "./errors.ts";
import identity from "./identity.ts";
import integrity from "./integrity.ts";
import login from "./login.ts";
import notification from "./notification.ts";
import payment from "./payment.ts";
import payout from "./payout.ts";
import reminder from "./reminder.ts";
import settlement from "./settlement.ts";
import shell from "./shell.ts";
import statement from "./statement.ts";
import storefront from "./storefront.ts";
import tradeRelationship from "./trade-relationship.ts";

/** One namespace per file; `t("bill.…")` reads bill.ts. */
export const ko = {
  common,
  errors,
  login,
  shell,
  bill,
  billImport,
  payment,
  reminder,
  deposit,
  settlement,
  integrity,
  payout,
  statement,
  erpExport,
  tradeRelationship,
  notification,
  storefront,
  admin,
  adminNotification,
  audit,
  identity,
};
