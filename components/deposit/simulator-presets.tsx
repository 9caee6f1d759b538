"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useId } from "react";
import styles from "./sandbox.module.css";
import { presetAmounts } from "./simulator-values.ts";

type SimulatorPresetsProps = {
  /** Of the active bill; null when there is none to go by. */
  billedWon: bigint | null;
  onAmount: (amountWon: bigint) => void;
  onUnknownAccount: () => void;
};

/** The cases worth trying, one press each. */
export function SimulatorPresets({ billedWon, onAmount, onUnknownAccount }: SimulatorPresetsProps) {
  const t = useTranslations("deposit.sandbox");
  const labelId = useId();
  const amounts = presetAmounts(billedWon ?? 0n);
  return (
    <div>
      <div className={styles.label} id={labelId}>
        {t("presets")}
      </div>
      <fieldset aria-labelledby={labelId} className={styles.presets}>
        {(["full", "half", "more"] as const).map((name) => (
          <Button
            disabled={billedWon === null}
            key={name}
            onClick={() => onAmount(amounts[name])}
            size="xs"
            variant="default"
          >
            {t(`preset.${name}`)}
          </Button>
        ))}
        <Button onClick={onUnknownAccount} size="xs" variant="default">
          {t("preset.unknown")}
        </Button>
      </fieldset>
    </div>
  );
}
