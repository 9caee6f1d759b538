import Link from "next/link";
import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon.tsx";
import styles from "./page-title.module.css";

/** A page's heading, with the way back to the page above it. */
export function PageTitle({ title, backHref }: { title: string; backHref?: string }) {
  const t = useTranslations("common.action");
  return (
    <div className={styles.bar}>
      {backHref ? (
        <Link aria-label={t("back")} className={styles.back} href={backHref} prefetch={false}>
          <Icon name="chevron" />
        </Link>
      ) : null}
      <h1 className={styles.title}>{title}</h1>
    </div>
  );
}
