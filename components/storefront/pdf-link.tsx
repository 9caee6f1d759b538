import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";

/** Opens a bill as it is printed. */
export function PdfLink({ href }: { href: string }) {
  const t = useTranslations("storefront.bill");
  return (
    <ButtonLink href={href} rel="noopener noreferrer" target="_blank">
      {t("pdf")}
    </ButtonLink>
  );
}
