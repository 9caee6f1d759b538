"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Failure, requestCode } from "./auth-requests.ts";
import { CodeForm } from "./code-form.tsx";
import { DemoChoices } from "./demo-choices.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import styles from "./sign-in.module.css";
import type { SignInOffer } from "./sign-in-offer.ts";
import { useHydrated } from "./use-hydrated.ts";
import { useTypedEarly } from "./use-typed-early.ts";

/** A store owner's sign-in: the phone number, then the code that it receives. */
export function PhoneForm({ next, offer }: { next: string | undefined; offer: SignInOffer }) {
  const t = useTranslations("login");
  const ready = useHydrated();
  const [phone, setPhone] = useState("");
  const [step, setStep] = useState<"phone" | "sending" | "code">("phone");
  const [failure, setFailure] = useState<Failure | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useTypedEarly(input, setPhone);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setStep("sending");
    setFailure(null);
    const result = await requestCode(phone);
    if (!result.ok) setFailure(result.failure);
    setStep(result.ok ? "code" : "phone");
  };

  const demo = (
    <DemoChoices
      choices={offer.demoSignIns.filter(({ role }) => role === "STORE")}
      onChoose={(choice) => {
        setPhone(choice.phone ?? "");
        setStep("phone");
        setFailure(null);
      }}
      smsInboxUrl={offer.smsInboxUrl}
    />
  );

  if (step === "code") {
    return (
      <>
        <CodeForm next={next} onOtherPhone={() => setStep("phone")} phone={phone} />
        {demo}
      </>
    );
  }
  return (
    <form className={styles.form} method="post" onSubmit={(event) => void submit(event)}>
      <label className={styles.field}>
        <span className={styles.label}>{t("store.phone")}</span>
        <input
          autoComplete="tel"
          className={styles.input}
          inputMode="tel"
          name="phone"
          onChange={(event) => setPhone(event.target.value)}
          ref={input}
          required
          type="tel"
          value={phone}
        />
        <span className={styles.hint}>{t("store.phoneHint")}</span>
      </label>
      <FailureNotice failure={failure} />
      <Button disabled={!ready || step === "sending"} look="primary" type="submit" wide>
        {step === "sending" ? t("store.sending") : t("store.sendCode")}
      </Button>
      {demo}
    </form>
  );
}
