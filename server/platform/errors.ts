/**
 * The one kind of error that an operation throws on purpose: something the caller can be told.
 * `code` picks the text shown to a person (components/i18n, namespace `errors`), `details` fill its placeholders.
 */
export class DomainError<C extends string = string> extends Error {
  override readonly name = "DomainError";
  readonly code: C;
  readonly details: Record<string, string | number | bigint | null>;

  constructor(code: C, details: Record<string, string | number | bigint | null> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
