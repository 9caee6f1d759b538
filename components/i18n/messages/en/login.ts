import type ko from "../ko/login.ts";
import type { Translation } from "../translation.ts";

export default {
  title: "Sign in",
  lead: "Billing and collection in one place",
  tabs: { label: "How to sign in", store: "Store", staff: "Distributor · Operator" },
  store: {
    phone: "Mobile number",
    phoneHint: "Use the owner's number that your distributor has on record.",
    sendCode: "Send me a code",
    sending: "Sending…",
    code: "6-digit code",
    codeSent: "A code is on its way to {phone}, if that number is on record.",
    signIn: "Sign in",
    resend: "Send a new code",
    resendIn: "You can ask for a new code in {seconds, number} s",
    otherPhone: "Use another number",
  },
  staff: {
    email: "E-mail",
    password: "Password",
    signIn: "Sign in",
    help: "No account, or forgot your password? Please contact our operators.",
  },
  signingIn: "Signing in…",
  demo: {
    title: "Demo accounts",
    body: "Tap one to fill in the form.",
    smsInbox: "Open the demo text messages",
  },
  failure: {
    WRONG_PASSWORD: "The e-mail address or the password is wrong.",
    WRONG_CODE: "This code is wrong. Please check it.",
    CODE_EXPIRED: "This code is no longer valid. Please ask for a new one.",
    TOO_MANY_TRIES: "Too many wrong codes. Please ask for a new one.",
    INVALID_PHONE: "Please check the mobile number, e.g. 010-1234-5678.",
    INVALID_INPUT: "Please check what you entered.",
    RATE_LIMITED: "Too many attempts. Please try again in {wait}.",
    OFFLINE: "You are offline. Please check your connection.",
    INTERNAL: "Signing in failed. Please try again in a moment.",
  },
  wait: { seconds: "{count, number} s", minutes: "{count, number} min" },
} as const satisfies Translation<typeof ko>;
