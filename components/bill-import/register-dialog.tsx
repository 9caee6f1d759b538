"use client";

import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { PageLoading } from "#components/ui/page-loading.tsx";
import { newCustomerSchema } from "#server/trade-relationships/trade-relationship.schema.ts";
import styles from "./bill-import.module.css";
import type { CustomerProposal, RegisterResult } from "./bill-import.types.ts";
import type { ImportChanges } from "./use-import-changes.ts";

type RegisterDialogProps = { importId: string; changes: ImportChanges; opened: boolean; onClose: () => void };

/** The file's customers whom nobody is: fill in what is missing, register one, or all that are complete. */
export function RegisterDialog({ importId, changes, opened, onClose }: RegisterDialogProps) {
  const t = useTranslations("billImport.register");
  const close = useTranslations("common.action")("close");
  return (
    <Modal
      closeButtonProps={{ "aria-label": close }}
      onClose={onClose}
      opened={opened}
      size="xl"
      title={<Text fw={700}>{t("title")}</Text>}
    >
      <RegisterForm changes={changes} importId={importId} />
    </Modal>
  );
}

type Draft = Partial<Pick<CustomerProposal, "customerCode" | "name" | "businessNumber" | "ownerPhone">>;

function RegisterForm({ importId, changes }: { importId: string; changes: ImportChanges }) {
  const t = useTranslations("billImport.register");
  const [drafts, setDrafts] = useState<Record<number, Draft>>({});
  const unknown = trpc.billImport.unknown.useInfiniteQuery(
    { importId },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const register = useRegister(importId, changes);
  if (unknown.data === undefined) {
    return unknown.isPending ? <PageLoading /> : <ErrorNotice error={unknown.error} />;
  }
  const entries = unknown.data.pages
    .flatMap((page) => page.items)
    .map((entry) => ({ ...entry, ...drafts[entry.lineNo] }));
  if (entries.length === 0) return <EmptyState title={t("empty")} />;
  const complete = entries.filter((entry) => newCustomerSchema.safeParse(entry).success);
  return (
    <Stack>
      <p className={styles.faint}>{t("body")}</p>
      <Refusals result={register.result} />
      <ErrorNotice error={register.error} />
      {entries.map((entry) => (
        <Entry
          entry={entry}
          isPending={register.isPending}
          key={entry.lineNo}
          onChange={(change) =>
            setDrafts({ ...drafts, [entry.lineNo]: { ...drafts[entry.lineNo], ...change } })
          }
          onRegister={() => register.run([entry])}
        />
      ))}
      <p className={styles.small}>{t("invalid")}</p>
      <Group justify="flex-end">
        {unknown.hasNextPage ? (
          <Button
            loading={unknown.isFetchingNextPage}
            onClick={() => void unknown.fetchNextPage()}
            variant="default"
          >
            {t("more")}
          </Button>
        ) : null}
        <Button
          disabled={complete.length === 0}
          loading={register.isPending}
          onClick={() => register.run(complete)}
        >
          {t("all", { count: complete.length })}
        </Button>
      </Group>
    </Stack>
  );
}

function useRegister(importId: string, changes: ImportChanges) {
  const t = useTranslations("billImport.register");
  const toast = useToast();
  const utils = trpc.useUtils();
  const mutation = trpc.billImport.register.useMutation({
    onSuccess: ({ registeredCount }) => {
      if (registeredCount > 0) toast.success(t("done", { count: registeredCount }));
      void utils.tradeRelationship.invalidate();
    },
    onSettled: changes.refresh,
  });
  return {
    isPending: mutation.isPending,
    error: mutation.error,
    result: mutation.data ?? null,
    run: (entries: CustomerProposal[]) =>
      mutation.mutate({
        importId,
        customers: entries.map(({ customerCode, name, businessNumber, ownerPhone }) => ({
          customerCode,
          name,
          businessNumber,
          ownerPhone,
        })),
      }),
  };
}

function Refusals({ result }: { result: RegisterResult | null }) {
  const t = useTranslations("billImport.register.refused");
  return result?.refused.map(({ customerCode, reason }) => (
    <p className={styles.warning} key={customerCode} role="alert">
      {t(reason, { code: customerCode })}
    </p>
  ));
}

type EntryProps = {
  entry: CustomerProposal;
  isPending: boolean;
  onChange: (change: Draft) => void;
  onRegister: () => void;
};

function Entry({ entry, isPending, onChange, onRegister }: EntryProps) {
  const t = useTranslations("billImport.register");
  const { lineNo, lineCount, customerCode } = entry;
  const isComplete = newCustomerSchema.safeParse(entry).success;
  const where =
    lineCount > 1
      ? t("moreLines", { lineNo: String(lineNo), count: lineCount - 1 })
      : t("lines", { lineNo: String(lineNo) });
  return (
    <div className={styles.entry}>
      <TextInput
        description={where}
        inputWrapperOrder={["label", "input", "description"]}
        label={t("code")}
        maxLength={50}
        onChange={(event) => onChange({ customerCode: event.currentTarget.value })}
        value={customerCode}
      />
      <TextInput
        label={t("name")}
        maxLength={100}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        value={entry.name}
      />
      <TextInput
        inputMode="tel"
        label={t("phone")}
        maxLength={20}
        onChange={(event) => onChange({ ownerPhone: event.currentTarget.value })}
        value={entry.ownerPhone}
      />
      <TextInput
        inputMode="numeric"
        label={t("businessNumber")}
        maxLength={14}
        onChange={(event) => onChange({ businessNumber: event.currentTarget.value })}
        value={entry.businessNumber ?? ""}
      />
      <Button disabled={!isComplete || isPending} onClick={onRegister} variant="light">
        {t("one")}
      </Button>
    </div>
  );
}
