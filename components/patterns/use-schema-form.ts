"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { z } from "zod";
import { useErrorText } from "#components/ui/error-text.ts";
import { fieldOfError, fieldProblemOf, issuesByField, refusedFields } from "./form-errors.ts";

type Values = Record<string, unknown>;

type SchemaFormOptions<Schema extends z.ZodObject, Initial extends Values> = {
  /** The procedure's own input schema, or the part of it that is filled in here. */
  schema: Schema;
  initialValues: Initial;
  /** Usually `mutation.mutateAsync`; what it throws lands on its field or in `form.error`. */
  onSubmit: (input: z.output<Schema>) => Promise<unknown>;
  /** Which field a domain code is about: `{ CUSTOMER_CODE_TAKEN: "customerCode" }`. Others land in `form.error`. */
  fieldOfCode?: Readonly<Record<string, Extract<keyof Initial, string>>>;
};

/** State, checks and errors of a form over a zod schema. */
export function useSchemaForm<Schema extends z.ZodObject, Initial extends Values>(
  options: SchemaFormOptions<Schema, Initial>,
) {
  const { schema, initialValues, onSubmit, fieldOfCode = {} } = options;
  const translate = useTranslations("errors");
  const textOf = useErrorText();
  const [values, setValues] = useState<Initial>(initialValues);
  const [fieldErrors, setFieldErrors] = useState<Record<string, string>>({});
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);

  const setValue = <Name extends keyof Initial & string>(name: Name, value: Initial[Name]) => {
    setValues((current) => ({ ...current, [name]: value }));
    setFieldErrors(({ [name]: _mended, ...others }) => others);
  };

  const parse = (): z.output<Schema> | null => {
    const parsed = z.safeParse(schema, values, { reportInput: true });
    if (parsed.success) return parsed.data;
    const issues = [...issuesByField(parsed.error.issues)];
    setFieldErrors(
      Object.fromEntries(
        issues.map(([name, issue]) => {
          // A schema may name a text of its own: z.string().refine(…, { error: "ACCOUNT_NUMBER_WRONG" }).
          const own = issue.message as "VALIDATION";
          return [name, translate.has(own) ? translate(own) : translate(`field.${fieldProblemOf(issue)}`)];
        }),
      ),
    );
    return null;
  };

  const showFailure = (thrown: unknown) => {
    const blamed = fieldOfError(thrown, fieldOfCode);
    const refused = refusedFields(thrown).filter((name) => name in values);
    if (blamed !== null) setFieldErrors({ [blamed]: textOf(thrown) });
    else if (refused.length === 0) setError(thrown);
    else setFieldErrors(Object.fromEntries(refused.map((name) => [name, translate("field.invalid")])));
  };

  const submit = async () => {
    setError(null);
    const input = parse();
    if (input === null) return;
    setPending(true);
    try {
      await onSubmit(input);
    } catch (thrown) {
      showFailure(thrown);
    } finally {
      setPending(false);
    }
  };

  return {
    values,
    setValue,
    reset: () => {
      setValues(initialValues);
      setFieldErrors({});
      setError(null);
    },
    pending,
    /** What no field is to blame for: give it to `ErrorNotice`. */
    error,
    /** Props of an input whose `onChange` hands over the value (Select, DatePickerInput, AmountInput). */
    field: <Name extends keyof Initial & string>(name: Name) => ({
      name,
      value: values[name],
      onChange: (value: Initial[Name]) => setValue(name, value),
      error: fieldErrors[name],
    }),
    /** Props of an input whose `onChange` hands over an event (TextInput, Textarea, PasswordInput). */
    textField: <Name extends keyof Initial & string>(name: Name) => ({
      name,
      value: String(values[name] ?? ""),
      onChange: (event: { currentTarget: { value: string } }) =>
        setValue(name, event.currentTarget.value as Initial[Name]),
      error: fieldErrors[name],
    }),
    /** For `<form noValidate onSubmit={form.onSubmit}>`. */
    onSubmit: (event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault();
      void submit();
    },
  };
}
