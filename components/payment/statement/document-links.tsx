import { useTranslations } from "next-intl";
import { statementFileTypes } from "#server/payments/statement/statement.schema.ts";

/** Where a statement can be had as a file: a plain address, which the browser downloads. */
export function documentHref(
  scope: { fromOn: string; toOn: string; tradeRelationshipId: string | null },
  fileType: (typeof statementFileTypes)[number],
): string {
  const query = new URLSearchParams({ from: scope.fromOn, to: scope.toOn, type: fileType });
  if (scope.tradeRelationshipId) query.set("trade", scope.tradeRelationshipId);
  return `/api/statements?${query}`;
}

type DocumentLinksProps = {
  scope: Parameters<typeof documentHref>[0];
  className: string | undefined;
};

/** For every kind of file a link. */
export function DocumentLinks({ scope, className }: DocumentLinksProps) {
  const t = useTranslations("statement.document");
  return statementFileTypes.map((fileType) => (
    <a className={className} download href={documentHref(scope, fileType)} key={fileType}>
      {t(fileType)}
    </a>
  ));
}
