"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { Icon } from "#components/ui/icon.tsx";
import { IssueDrawer } from "./issue-drawer.tsx";
import { RemindAllButton } from "./remind-all-button.tsx";

/** `?issue=<trade relationship>` opens the drawer with that store, `?issue=new` without one. */
const issueFilter = { issue: "" };

/** Title of the list, with what can be done to it as a whole. */
export function BillListHeader() {
  const t = useTranslations("bill");
  const tSettings = useTranslations("reminder.settings");
  const { values, set } = useUrlFilters(issueFilter);
  return (
    <>
      <PageHeader
        actions={
          <>
            <LinkButton href="/distributor/bills/settings" variant="subtle">
              {tSettings("open")}
            </LinkButton>
            <RemindAllButton />
            <Button
              leftSection={<Icon name="bill" size={18} />}
              onClick={() => set({ issue: "new" })}
              variant="default"
            >
              {t("issueOne")}
            </Button>
            <LinkButton href="/distributor/bills/import" icon="upload">
              {t("import")}
            </LinkButton>
          </>
        }
        description={t("description")}
        title={t("title")}
      />
      <IssueDrawer onClose={() => set({ issue: "" })} requested={values.issue} />
    </>
  );
}
