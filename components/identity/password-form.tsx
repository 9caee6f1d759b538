"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Failure, signInByPassword } from "./auth-requests.ts";
import { DemoChoices } from "./demo-choices.tsx";
import { destinationOf } from "./destination.ts";
import { FailureNotice } from "./failure-notice.tsx";
import styles from "./sign-in.module.css";
import type { SignInOffer } from "./sign-in-offer.ts";
import { useHydrated } from "./use-hydrated.ts";
import { useTypedEarly } from "./use-typed-early.ts";

/** For a distributor's staff and our operators. */
export function PasswordForm({ next, offer }: { next: string | undefined; offer: SignInOffer }) {
  const t = useTranslations("login");
  const ready = useHydrated();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  useTypedEarly(emailInput, setEmail);
  useTypedEarly(passwordInput, setPassword);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const result = await signInByPassword(email.trim(), password);
    if (result.ok) return window.location.assign(destinationOf(result.value, next));
    setFailure(result.failure);
    setBusy(false);
  };

  return (
    <form className={styles.form} method="post" onSubmit={(event) => void submit(event)}>
      <label className={styles.field}>
        <span className={styles.label}>{t("staff.email")}</span>
        <input
          autoCapitalize="none"
          autoComplete="username"
          className={styles.input}
          inputMode="email"
          name="email"
          onChange={(event) => setEmail(event.target.value)}
          ref={emailInput}
          required
          spellCheck={false}
          type="email"
          value={email}
        />
      </label>
      <label className={styles.field}>
        <span className={styles.label}>{t("staff.password")}</span>
        <input
          autoComplete="current-password"
          className={styles.input}
          name="password"
          onChange={(event) => setPassword(event.target.value)}
          ref={passwordInput}
          required
          type="password"
          value={password}
        />
      </label>
      <FailureNotice failure={failure} />
      <Button disabled={!ready || busy} look="primary" type="submit" wide>
        {busy ? t("signingIn") : t("staff.signIn")}
      </Button>
      <p className={styles.hint}>{t("staff.help")}</p>
      <DemoChoices
        choices={offer.demoSignIns.filter(({ role }) => role !== "STORE")}
        onChoose={(choice) => {
          setEmail(choice.email ?? "");
          setPassword(choice.password ?? "");
          setFailure(null);
        }}
      />
    </form>
  );
}
