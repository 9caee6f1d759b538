"use server";

import { cookies } from "next/headers";
import { LOCALE_COOKIE, localeOf } from "./locale.ts";

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Form action: remembers the language of the pressed button (`name="locale"`); the page comes back in it. */
export async function setLocale(form: FormData): Promise<void> {
  (await cookies()).set(LOCALE_COOKIE, localeOf(form.get("locale")), {
    path: "/",
    maxAge: ONE_YEAR_SECONDS,
    sameSite: "lax",
  });
}
