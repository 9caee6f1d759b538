import { useLocale, useTranslations } from "next-intl";
import { LOCALES } from "#components/i18n/locale.ts";
import { setLocale } from "#components/i18n/set-locale.ts";
import { classNames } from "./class-names.ts";
import styles from "./language-switch.module.css";

type LanguageSwitchProps = {
  /** Only the languages one could change to, where room is scarce. */
  compact?: boolean;
};

/** Works without JavaScript too: each language is a submit button. */
export function LanguageSwitch({ compact = false }: LanguageSwitchProps) {
  const t = useTranslations("shell");
  const current = useLocale();
  return (
    <form action={setLocale}>
      <fieldset aria-label={t("language")} className={classNames(styles.group, compact && styles.compact)}>
        {LOCALES.filter((locale) => !compact || locale !== current).map((locale) => (
          <button
            aria-pressed={compact ? undefined : locale === current}
            className={styles.choice}
            key={locale}
            lang={locale}
            name="locale"
            type="submit"
            value={locale}
          >
            {t(`languageName.${locale}`)}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
