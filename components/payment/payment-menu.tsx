"use client";

import { Button, Menu } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import type { LinkChange } from "./link-dialog.tsx";
import styles from "./payment.module.css";
import type { PaymentEntry } from "./payment.types.ts";
import type { RefundChange } from "./refund-dialog.tsx";

type PaymentMenuProps = {
  entry: PaymentEntry;
  onChangeLink: (change: LinkChange) => void;
  onRefund: (change: RefundChange) => void;
};

/**
 * What can be done about a payment. A reversal follows its payment's link, and of a reversed payment nothing is
 * left that a bill could count: neither can be linked.
 */
export function PaymentMenu({ entry, onChangeLink, onRefund }: PaymentMenuProps) {
  const t = useTranslations("payment.link");
  const tRefund = useTranslations("payment.refund");
  const format = useFormat();
  if (entry.kind === "REVERSAL" || entry.reversed) return <span className={styles.faint}>–</span>;
  const amount = format.won(entry.amountWon);
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          aria-label={t("menuFor", { store: entry.storeName, amount })}
          rightSection={<Icon className={styles.down} name="chevron" size={14} />}
          size="xs"
          variant="default"
        >
          {t("menu")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChangeLink({ entry, to: "active-bill" })}>{t("toActive")}</Menu.Item>
        {entry.billId ? (
          <Menu.Item onClick={() => onChangeLink({ entry, to: "none" })}>{t("unlink")}</Menu.Item>
        ) : null}
        <Menu.Divider />
        <Menu.Item onClick={() => onRefund({ entry, retracted: null })}>{tRefund("menu")}</Menu.Item>
        {entry.refunds.map((retracted) => (
          <Menu.Item key={retracted.refundNoteId} onClick={() => onRefund({ entry, retracted })}>
            {tRefund("retractMenu", { amount: format.won(retracted.amountWon) })}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          component={Link}
          href={`/distributor/payments?tradeRelationship=${entry.tradeRelationshipId}`}
          prefetch={false}
        >
          {t("onlyStore")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
