"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Failure, requestCode, signInByCode } from "./auth-requests.ts";
import { destinationOf } from "./destination.ts";
import { FailureNotice } from "./failure-notice.tsx";
import styles from "./sign-in.module.css";
import { useCountdown } from "./use-countdown.ts";

const resendSeconds = 30;
const codeLength = 6;

type CodeFormProps = { phone: string; next: string | undefined; onOtherPhone: () => void };

/** The second step of a store owner's sign-in: the code that was sent to `phone`. */
export function CodeForm({ phone, next, onOtherPhone }: CodeFormProps) {
  const t = useTranslations("login");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { secondsLeft, start } = useCountdown();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    start(resendSeconds);
    input.current?.focus();
  }, [start]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const result = await signInByCode(phone, code);
    if (result.ok) return window.location.assign(destinationOf("STORE", next));
    setFailure(result.failure);
    setBusy(false);
    input.current?.select();
  };

  const resend = async () => {
    start(resendSeconds);
    setFailure(null);
    setCode("");
    const result = await requestCode(phone);
    if (!result.ok) setFailure(result.failure);
    input.current?.focus();
  };

  return (
    <form className={styles.form} method="post" onSubmit={(event) => void submit(event)}>
      <p className={styles.hint} role="status">
        {t("store.codeSent", { phone })}
      </p>
      <label className={styles.field}>
        <span className={styles.label}>{t("store.code")}</span>
        <input
          autoComplete="one-time-code"
          className={styles.code}
          inputMode="numeric"
          maxLength={codeLength}
          name="code"
          onChange={(event) => setCode(event.target.value.normalize("NFKC").replace(/\D/g, ""))}
          pattern={`[0-9]{${codeLength}}`}
          ref={input}
          required
          value={code}
        />
      </label>
      <FailureNotice failure={failure} />
      <Button disabled={busy || code.length !== codeLength} look="primary" type="submit" wide>
        {busy ? t("signingIn") : t("store.signIn")}
      </Button>
      <div className={styles.ways}>
        <Button disabled={busy || secondsLeft > 0} look="plain" onClick={() => void resend()} small>
          {secondsLeft > 0 ? t("store.resendIn", { seconds: secondsLeft }) : t("store.resend")}
        </Button>
        <Button disabled={busy} look="plain" onClick={onOtherPhone} small>
          {t("store.otherPhone")}
        </Button>
      </div>
    </form>
  );
}
