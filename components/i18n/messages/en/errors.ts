import type ko from "../ko/errors.ts";
import type { Translation } from "../translation.ts";

export default {
  NOT_FOUND: "Not found. It may be gone, or not yours to see.",
  FORBIDDEN: "You are not allowed to do this.",
  UNAUTHENTICATED: "Please sign in.",
  CONFLICT: "Someone else changed this first. Reload and try again.",
  VALIDATION: "Please check what you entered.",
  RATE_LIMITED: "Too many requests. Please try again in a moment.",
  LINK_INVALID: "This link no longer opens anything. Please use the one in your latest message.",
  INTERNAL: "Something went wrong. Please try again in a moment.",
  OFFLINE: "You are offline. Please check your connection.",
  field: {
    required: "This is required.",
    tooShort: "This is too short.",
    tooLong: "This is too long.",
    tooSmall: "This value is too small.",
    tooBig: "This value is too big.",
    format: "This is not in the right format.",
    invalid: "This value is not valid.",
  },
  page: {
    title: "This page could not be shown",
    reference: "Please quote when asking for help: {reference}",
    notFoundTitle: "Page not found",
    notFoundBody: "The address has changed, or the page is not yours to see.",
  },
  notice: "Error",
} as const satisfies Translation<typeof ko>;
