"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { PasswordForm } from "./password-form.tsx";
import { PhoneForm } from "./phone-form.tsx";
import styles from "./sign-in.module.css";
import type { SignInOffer } from "./sign-in-offer.ts";

const forms = ["store", "staff"] as const;

type SignInProps = { first: (typeof forms)[number]; next: string | undefined; offer: SignInOffer };

/** The two ways to sign in, as tabs. `next`: the page that someone was on the way to, as the address says it. */
export function SignIn({ first, next, offer }: SignInProps) {
  const t = useTranslations("login");
  const [chosen, setChosen] = useState(first);
  const id = useId();
  const tabs = useRef<Partial<Record<(typeof forms)[number], HTMLButtonElement | null>>>({});

  const moveByArrow = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = chosen === "store" ? "staff" : "store";
    setChosen(other);
    tabs.current[other]?.focus();
  };

  return (
    <div className={styles.card}>
      <div aria-label={t("tabs.label")} className={styles.tabs} role="tablist">
        {forms.map((form) => (
          <button
            aria-controls={`${id}-panel`}
            aria-selected={form === chosen}
            className={styles.tab}
            id={`${id}-${form}`}
            key={form}
            onClick={() => setChosen(form)}
            onKeyDown={moveByArrow}
            ref={(button) => {
              tabs.current[form] = button;
            }}
            role="tab"
            tabIndex={form === chosen ? 0 : -1}
            type="button"
          >
            {t(`tabs.${form}`)}
          </button>
        ))}
      </div>
      <div aria-labelledby={`${id}-${chosen}`} className={styles.panel} id={`${id}-panel`} role="tabpanel">
        {chosen === "store" ? (
          <PhoneForm next={next} offer={offer} />
        ) : (
          <PasswordForm next={next} offer={offer} />
        )}
      </div>
    </div>
  );
}
