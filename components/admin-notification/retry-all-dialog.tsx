"use client";

import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/patterns/use-toast.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { QueueStatus } from "./admin-notification.types.ts";
import { useRetryAll } from "./use-retry-all.ts";

type Failure = QueueStatus["failures"][number];

/** Asks, then sends all that failed of one reason again, and shows how far that is. */
export function RetryAllDialog({ failure, onClose }: { failure: Failure | null; onClose: () => void }) {
  const t = useTranslations();
  return (
    <Modal
      closeButtonProps={{ "aria-label": t("common.action.close") }}
      closeOnClickOutside={false}
      onClose={onClose}
      opened={failure !== null}
      title={
        <Text fw={700}>{t("adminNotification.failed.retryAllTitle", { count: failure?.count ?? 0 })}</Text>
      }
    >
      {failure ? <RetryAll failure={failure} onClose={onClose} /> : null}
    </Modal>
  );
}

function RetryAll({ failure, onClose }: { failure: Failure; onClose: () => void }) {
  const t = useTranslations("adminNotification.failed");
  const tAction = useTranslations("common.action");
  const toast = useToast();
  const { run, pause, progress } = useRetryAll();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const retry = async () => {
    setPending(true);
    setError(null);
    try {
      toast.success(t("done", { count: await run(failure.trouble) }));
      onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setPending(false);
    }
  };
  const label = t("progress", progress ?? { done: 0, total: failure.count });
  return (
    <Stack>
      <Text>{t("retryAllBody")}</Text>
      {pending || progress ? (
        <>
          <ProgressBar done={progress?.done ?? 0} label={label} total={progress?.total ?? failure.count} />
          <Text aria-live="polite" size="sm">
            {label}
          </Text>
        </>
      ) : null}
      <ErrorNotice error={error} />
      <Group justify="flex-end">
        <Button onClick={pending ? pause : onClose} variant="default">
          {pending ? t("pause") : tAction("close")}
        </Button>
        <Button loading={pending} onClick={() => void retry()}>
          {t("retryAll")}
        </Button>
      </Group>
    </Stack>
  );
}
