import type ko from "../ko/shell.ts";
import type { Translation } from "../translation.ts";

export default {
  skipToContent: "Skip to content",
  navigation: "Main menu",
  menuBar: "Menu bar",
  openMenu: "Open menu",
  closeMenu: "Close menu",
  signOut: "Sign out",
  signOutFailed: "Could not sign out. Please try again.",
  language: "Language",
  languageName: { ko: "한국어", en: "English" },
  sandbox: "This is a test environment. No real money or messages move.",
  distributor: {
    area: "Distributor",
    overview: "Overview",
    bills: "Bills",
    billImport: "Bulk billing",
    payments: "Payments",
    settlements: "Settlements",
    stores: "Stores",
    notifications: "Notifications",
  },
  admin: {
    area: "Back office",
    overview: "Overview",
    distributors: "Distributors",
    stores: "Stores",
    virtualAccounts: "Accounts",
    deposits: "Deposits to check",
    settlements: "Settlements",
    notifications: "Notifications",
    audit: "Audit trail",
  },
  store: {
    bills: "My bills",
    payments: "Payments",
  },
} as const satisfies Translation<typeof ko>;
