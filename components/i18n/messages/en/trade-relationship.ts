import type ko from "../ko/trade-relationship.ts";
import type { Translation } from "../translation.ts";

export default {
  title: "Customers",
  description: "The stores you bill. Each has one virtual account of its own, which never changes.",
  back: "Customers",
  search: "Search customers",
  searchPlaceholder: "Store, owner, customer code, account number",
  emptyTitle: "No customers yet",
  emptyBody: "Customers appear here once our team has registered them and given them an account.",
  filterState: "State",
  state: { OPEN: "Trading", ENDED: "Ended", ALL: "All" },
  column: {
    customerCode: "Customer code",
    store: "Customer",
    owner: "Owner",
    ownerPhone: "Mobile",
    businessNumber: "Business number",
    account: "Virtual account",
    remaining: "Remaining amount",
    lastPayment: "Last payment",
  },
  noAccount: "No account",
  noBill: "No active bill",
  noPayment: "None yet",
  unknown: "Not on record",
  issueBill: "Issue a bill",
  detail: {
    title: "Customer",
    since: "Trading since",
    ended:
      "Trade ended on {endedOn}: no more bills can be issued. Money that arrives in the account is still recorded.",
    accountTitle: "Virtual account",
    holder: "Account holder",
    accountNote:
      "Used by this store alone. Any amount can be paid at any time, and the number never changes.",
    billTitle: "Active bill",
    billed: "Billed amount",
    remaining: "Remaining amount",
    remainingNote:
      "What has not been seen to arrive. Cash and transfers to other accounts are not seen here.",
    openBill: "View bill",
    noBillBody: "The store can pay into its account without a bill, too.",
    lastPayment: "Last payment",
    payments: "Payments",
  },
} as const satisfies Translation<typeof ko>;
