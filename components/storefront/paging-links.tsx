import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import styles from "./paging-links.module.css";

type PagingLinksProps = {
  /** The list's first page, without a cursor. */
  path: string;
  /** True when an older page than the first is shown. */
  isOlder: boolean;
  nextCursor: string | null;
};

/** Older entries and back: plain links, so that the list needs no script and each page has an address. */
export function PagingLinks({ path, isOlder, nextCursor }: PagingLinksProps) {
  const t = useTranslations("storefront.paging");
  if (!isOlder && nextCursor === null) return null;
  return (
    <nav aria-label={t("label")} className={styles.links}>
      {isOlder ? <ButtonLink href={path}>{t("newest")}</ButtonLink> : null}
      {nextCursor === null ? null : (
        <ButtonLink href={`${path}?before=${encodeURIComponent(nextCursor)}`}>{t("older")}</ButtonLink>
      )}
    </nav>
  );
}
