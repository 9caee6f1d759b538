"use client";

import { Tabs } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { BankLists } from "./bank-lists.tsx";
import { BankRequestList } from "./bank-request-list.tsx";
import { HeldNoticeList } from "./held-notice-list.tsx";
import { UnmatchedList } from "./unmatched-list.tsx";

const defaults = { tab: "unmatched" };
const tabs = ["unmatched", "held", "bankLists", "requests"] as const;

/** What the bank reported and could not become a payment by itself. */
export function Deposits() {
  const t = useTranslations("deposit");
  const filters = useUrlFilters(defaults);
  const tab = tabs.find((known) => known === filters.values.tab) ?? "unmatched";
  return (
    <Tabs keepMounted={false} onChange={(value) => filters.set({ tab: value ?? "unmatched" })} value={tab}>
      <Tabs.List aria-label={t("tabs")}>
        {tabs.map((value) => (
          <Tabs.Tab key={value} value={value}>
            {t(`tab.${value}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="unmatched">
        <UnmatchedList />
      </Tabs.Panel>
      <Tabs.Panel value="held">
        <HeldNoticeList />
      </Tabs.Panel>
      <Tabs.Panel value="bankLists">
        <BankLists />
      </Tabs.Panel>
      <Tabs.Panel value="requests">
        <BankRequestList />
      </Tabs.Panel>
    </Tabs>
  );
}
