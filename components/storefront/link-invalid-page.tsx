import { useTranslations } from "next-intl";
import { StoreShell } from "#components/patterns/store-shell.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** Instead of `/b/[token]` for every link that does not open, whatever the reason. */
export function LinkInvalidPage() {
  const t = useTranslations();
  return (
    <StoreShell name={t("common.appName")}>
      <Card>
        <EmptyState
          action={<ButtonLink href="/login?next=/store">{t("storefront.link.signIn")}</ButtonLink>}
          body={t("storefront.link.invalidBody")}
          icon="bill"
          title={t("storefront.link.invalidTitle")}
        />
      </Card>
    </StoreShell>
  );
}
