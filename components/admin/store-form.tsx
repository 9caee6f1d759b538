"use client";

import { Stack, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { createStoreInput } from "#server/trade-relationships/trade-relationship.schema.ts";

/** Takes a store on, and goes to its page, where a trade is opened next. */
export function StoreForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations("admin.store");
  const toast = useToast();
  const router = useRouter();
  const utils = trpc.useUtils();
  const create = trpc.tradeRelationship.createStore.useMutation();
  const form = useSchemaForm({
    schema: createStoreInput,
    initialValues: { name: "", ownerName: "", ownerPhone: "", businessNumber: "" },
    fieldOfCode: { STORE_EXISTS: "businessNumber" },
    onSubmit: async (input) => {
      const { storeId } = await create.mutateAsync(input);
      await utils.tradeRelationship.stores.invalidate();
      toast.success(t("created", { name: input.name }));
      onClose();
      router.push(`/admin/stores/${storeId}`);
    },
  });
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <TextInput {...form.textField("name")} data-autofocus label={t("form.name")} required />
        <TextInput {...form.textField("ownerName")} label={t("form.ownerName")} required />
        <TextInput
          {...form.textField("ownerPhone")}
          description={t("form.ownerPhoneHint")}
          label={t("form.ownerPhone")}
          required
          type="tel"
        />
        <TextInput
          {...form.textField("businessNumber")}
          description={t("form.businessNumberHint")}
          inputMode="numeric"
          label={t("form.businessNumber")}
        />
        <ErrorNotice error={form.error} />
      </Stack>
      <FormActions onCancel={onClose} pending={form.pending} submitLabel={t("create")} />
    </form>
  );
}
