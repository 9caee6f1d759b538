"use client";

import { useTranslations } from "next-intl";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";
import { useErrorText } from "./error-text.ts";

type ErrorPageProps = {
  error: unknown;
  retry: () => void;
};

/** Instead of a page that threw. In production the server's errors carry only a digest, for the log. */
export function ErrorPage({ error, retry }: ErrorPageProps) {
  const t = useTranslations();
  const textOf = useErrorText();
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <div role="alert">
      <EmptyState
        action={
          <Button look="primary" onClick={retry}>
            {t("common.action.retry")}
          </Button>
        }
        body={
          <>
            {textOf(error)}
            {reference === null ? null : (
              <>
                <br />
                <small>{t("errors.page.reference", { reference })}</small>
              </>
            )}
          </>
        }
        icon="alert"
        title={t("errors.page.title")}
        wholePage
      />
    </div>
  );
}
