"use client";

import { ActionIcon } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { Money } from "#components/ui/money.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./forecast-calendar.module.css";
import { addMonthsTo, weeksOf } from "./forecast-calendar.ts";
import type { Settlement } from "./settlement.types.ts";
import { Unconfirmed } from "./use-settlement-columns.tsx";

/** What is paid out when, as a month's calendar; starts with the month of the next payout. */
export function ForecastCalendar({ settlements }: { settlements: readonly Settlement[] }) {
  const t = useTranslations("payout.forecast");
  const format = useFormat();
  const [month, setMonth] = useState(() => (settlements[0]?.payoutOn ?? "2000-01-01").slice(0, 7));
  const weeks = weeksOf(month);
  const byDay = new Map(settlements.map((settlement) => [settlement.payoutOn, settlement]));
  const [firstWeek = []] = weeks;
  return (
    <div className={styles.calendar}>
      <div className={styles.bar}>
        <ActionIcon
          aria-label={t("previous")}
          onClick={() => setMonth(addMonthsTo(month, -1))}
          size="lg"
          variant="default"
        >
          <Icon className={styles.back} name="chevron" size={16} />
        </ActionIcon>
        <span aria-live="polite" className={styles.month}>
          {format.month(`${month}-01`)}
        </span>
        <ActionIcon
          aria-label={t("next")}
          onClick={() => setMonth(addMonthsTo(month, 1))}
          size="lg"
          variant="default"
        >
          <Icon name="chevron" size={16} />
        </ActionIcon>
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            {firstWeek.map((day) => (
              <th key={day} scope="col">
                {format.day(day).replace(/^.*\((.)\)$|^(\w{3}) .*$/, "$1$2")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td className={day.startsWith(month) ? styles.day : styles.otherMonth} key={day}>
                  <span className={styles.number}>{Number(day.slice(8))}</span>
                  <DayFigures settlement={day.startsWith(month) ? byDay.get(day) : undefined} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DayFigures({ settlement }: { settlement: Settlement | undefined }) {
  const t = useTranslations("payout.forecast");
  if (!settlement) return null;
  const { settlementId, paymentCount, reversalCount, netWon } = settlement;
  return (
    <Link className={styles.figures} href={`/distributor/settlements/${settlementId}`} prefetch={false}>
      <Money amountWon={netWon} size="strong" />
      <span className={styles.count}>{t("count", { count: paymentCount + reversalCount })}</span>
      <Unconfirmed settlement={settlement} />
    </Link>
  );
}
