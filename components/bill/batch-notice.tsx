"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon.tsx";
import styles from "./bill.module.css";

/** Says that only one bulk issue is listed, and leads out of it. */
export function BatchNotice({ onLeave }: { onLeave: () => void }) {
  const t = useTranslations("bill.filter");
  return (
    <div className={styles.batch}>
      <Icon name="upload" size={18} />
      <span className={styles.batchText}>{t("batch")}</span>
      <Button onClick={onLeave} size="xs" variant="default">
        {t("leaveBatch")}
      </Button>
    </div>
  );
}
