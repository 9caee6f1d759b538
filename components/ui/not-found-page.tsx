import { useTranslations } from "next-intl";
import { ButtonLink } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";

/** Instead of a page that does not exist, or not for this reader. */
export function NotFoundPage({ homeHref }: { homeHref: string }) {
  const t = useTranslations();
  return (
    <EmptyState
      action={<ButtonLink href={homeHref}>{t("common.action.home")}</ButtonLink>}
      body={t("errors.page.notFoundBody")}
      icon="search"
      title={t("errors.page.notFoundTitle")}
      wholePage
    />
  );
}
