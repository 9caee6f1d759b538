"use client";

import { PasswordInput, Stack, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { passwordMaxChars, passwordMinChars } from "#server/identity/staff.schema.ts";

/** What is filled in here of createStaffInput; the role and the distributor go without saying. */
const fields = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(200).toLowerCase(),
  password: z.string().min(passwordMinChars).max(passwordMaxChars),
});

/** Makes someone who may sign in for a distributor. */
export function StaffForm({ distributorId, onClose }: { distributorId: string; onClose: () => void }) {
  const t = useTranslations("admin.staff");
  const toast = useToast();
  const utils = trpc.useUtils();
  const create = trpc.identity.createStaff.useMutation();
  const form = useSchemaForm({
    schema: fields,
    initialValues: { name: "", email: "", password: "" },
    fieldOfCode: { EMAIL_TAKEN: "email" },
    onSubmit: async (input) => {
      await create.mutateAsync({ ...input, role: "DISTRIBUTOR", distributorId });
      await utils.tradeRelationship.invalidate();
      toast.success(t("created", { email: input.email }));
      onClose();
    },
  });
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <TextInput {...form.textField("name")} autoComplete="off" data-autofocus label={t("name")} required />
        <TextInput {...form.textField("email")} autoComplete="off" label={t("email")} required type="email" />
        <PasswordInput
          {...form.textField("password")}
          autoComplete="new-password"
          description={t("passwordHint")}
          label={t("password")}
          required
        />
        <ErrorNotice error={form.error} />
      </Stack>
      <FormActions onCancel={onClose} pending={form.pending} submitLabel={t("create")} />
    </form>
  );
}
