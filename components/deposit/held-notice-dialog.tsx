"use client";

import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Facts } from "#components/ui/list.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./deposit.module.css";
import type { HeldNotice } from "./deposit.types.ts";
import { HeldReason, HeldType } from "./held-reason.tsx";
import { NoticeComparison } from "./notice-comparison.tsx";
import type { Decision } from "./resolve-dialog.tsx";

type HeldNoticeDialogProps = {
  notice: HeldNotice | null;
  onClose: () => void;
  onDecide: (decision: Decision) => void;
  /** A question stands over this dialog: Escape is meant for that. */
  isAsking: boolean;
};

/** A notice that was kept aside, beside what is stored, and what can be done about it. */
export function HeldNoticeDialog({ notice, onClose, onDecide, isAsking }: HeldNoticeDialogProps) {
  const t = useTranslations();
  return (
    <Modal
      closeButtonProps={{ "aria-label": t("common.action.close") }}
      closeOnEscape={!isAsking}
      onClose={onClose}
      opened={notice !== null}
      size="xl"
      title={<Text fw={700}>{t("deposit.held.title")}</Text>}
    >
      {notice ? <HeldNoticeDetail notice={notice} onDecide={onDecide} /> : null}
    </Modal>
  );
}

type DetailProps = { notice: HeldNotice; onDecide: (decision: Decision) => void };

function HeldNoticeDetail({ notice, onDecide }: DetailProps) {
  const t = useTranslations("deposit.held");
  return (
    <Stack>
      <div>
        <p className={styles.paragraph}>
          <HeldType kind={notice.kind} /> <HeldReason reason={notice.reason} />
        </p>
        {notice.resolution === null ? <p className={styles.note}>{t(`todo.${notice.kind}`)}</p> : null}
      </div>
      <NoticeComparison notice={notice} />
      {notice.resolution === null ? (
        <Group justify="flex-end">
          <Button onClick={() => onDecide({ notice, resolution: "DISMISSED" })} variant="default">
            {t("dismiss")}
          </Button>
          {notice.kind === "STALE" ? (
            <Button onClick={() => onDecide({ notice, resolution: "APPLIED" })}>{t("apply")}</Button>
          ) : null}
        </Group>
      ) : (
        <Resolution notice={notice} resolution={notice.resolution} />
      )}
    </Stack>
  );
}

type ResolutionProps = { notice: HeldNotice; resolution: NonNullable<HeldNotice["resolution"]> };

function Resolution({ notice, resolution }: ResolutionProps) {
  const t = useTranslations("deposit.held");
  const format = useFormat();
  const { resolvedAt, resolutionNote } = notice;
  const at = resolvedAt ? t("resolvedAt", { at: format.dateTime(resolvedAt) }) : "";
  return (
    <div className={styles.sunken}>
      <Facts
        facts={[
          { label: t(`resolution.${resolution}`), value: at },
          { label: t("note"), value: resolutionNote ?? "–" },
        ]}
      />
    </div>
  );
}
