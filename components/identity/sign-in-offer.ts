import type { SignInRole } from "./destination.ts";

/** What a sandbox offers on the sign-in page; empty anywhere else. */
export type SignInOffer = {
  demoSignIns: { role: SignInRole; label: string; email?: string; password?: string; phone?: string }[];
  smsInboxUrl: string | null;
};
