"use client";

import { Button, Group, Modal, NumberInput, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { type ImportSettings, importSettings } from "#server/imports/import.schema.ts";

/** How long a batch can be taken back, and which amounts are doubtful. */
export function SettingsButton() {
  const t = useTranslations("billImport.settings");
  const closeLabel = useTranslations("common.action")("close");
  const [opened, setOpened] = useState(false);
  const settings = trpc.billImport.settings.useQuery(undefined, { enabled: opened });
  const close = () => setOpened(false);
  return (
    <>
      <Button onClick={() => setOpened(true)} variant="default">
        {t("action")}
      </Button>
      <Modal
        closeButtonProps={{ "aria-label": closeLabel }}
        onClose={close}
        opened={opened}
        title={<Text fw={700}>{t("title")}</Text>}
      >
        <ErrorNotice error={settings.error} />
        {settings.data ? <SettingsForm current={settings.data} onDone={close} /> : null}
      </Modal>
    </>
  );
}

function SettingsForm({ current, onDone }: { current: ImportSettings; onDone: () => void }) {
  const t = useTranslations("billImport.settings");
  const toast = useToast();
  const utils = trpc.useUtils();
  const [draft, setDraft] = useState<Record<keyof ImportSettings, number | string>>(current);
  const parsed = importSettings.safeParse(draft);
  const save = trpc.billImport.saveSettings.useMutation({
    onSuccess: () => {
      void utils.billImport.invalidate();
      toast.success(t("saved"));
      onDone();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed.success) save.mutate(parsed.data);
      }}
    >
      <Stack>
        <NumberInput
          allowDecimal={false}
          description={t("holdHint")}
          label={t("holdSeconds")}
          max={3_600}
          min={0}
          onChange={(holdSeconds) => setDraft({ ...draft, holdSeconds })}
          value={draft.holdSeconds}
        />
        <NumberInput
          allowDecimal={false}
          label={t("unusualRatio")}
          max={100}
          min={2}
          onChange={(unusualRatio) => setDraft({ ...draft, unusualRatio })}
          value={draft.unusualRatio}
        />
        <ErrorNotice error={save.error} />
        <Group justify="flex-end">
          <Button disabled={!parsed.success} loading={save.isPending} type="submit">
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
