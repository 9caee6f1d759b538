"use client";

import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ErrorNotice } from "#components/ui/error-notice.tsx";

const REASON_MAX = 200;

type ConfirmDialogProps = {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  /** The verb, not "OK": "청구서 취소". */
  confirmLabel: string;
  danger?: boolean;
  /** Keeps the button off while something else must be said first. */
  confirmDisabled?: boolean;
  /** Asks for a reason; `"required"` keeps the button off until there is one. */
  reason?: "required" | "optional";
  reasonMax?: number;
  /** Closes when it succeeds; what it throws is shown and the dialog stays. */
  onConfirm: (reason: string) => Promise<unknown>;
};

/** Asks before something that can't be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, onClose, title } = props;
  const t = useTranslations("common.action");
  const [pending, setPending] = useState(false);
  const close = () => {
    if (!pending) onClose();
  };
  return (
    <Modal
      closeButtonProps={{ "aria-label": t("close") }}
      onClose={close}
      opened={opened}
      title={<Text fw={700}>{title}</Text>}
    >
      <ConfirmForm {...props} onClose={close} pending={pending} setPending={setPending} />
    </Modal>
  );
}

type ConfirmFormProps = ConfirmDialogProps & { pending: boolean; setPending: (pending: boolean) => void };

/** Mounted with each opening, so that a reason never survives from the last one. */
function ConfirmForm(props: ConfirmFormProps) {
  const {
    children,
    confirmLabel,
    danger = false,
    confirmDisabled = false,
    reason,
    reasonMax = REASON_MAX,
    pending,
    setPending,
  } = props;
  const t = useTranslations("common");
  const [text, setText] = useState("");
  const [error, setError] = useState<unknown>(null);

  const submit = async () => {
    setPending(true);
    setError(null);
    try {
      await props.onConfirm(text.trim());
      setPending(false);
      props.onClose();
    } catch (thrown) {
      setError(thrown);
      setPending(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack>
        <div>{children}</div>
        {reason ? (
          <Textarea
            autosize
            data-autofocus
            description={t("form.characters", { count: text.length, max: reasonMax })}
            inputWrapperOrder={["label", "input", "description"]}
            label={t("form.reason")}
            maxLength={reasonMax}
            minRows={2}
            onChange={(event) => setText(event.currentTarget.value)}
            placeholder={t("form.reasonPlaceholder")}
            required={reason === "required"}
            value={text}
          />
        ) : null}
        <ErrorNotice error={error} />
        <Group justify="flex-end">
          <Button disabled={pending} onClick={props.onClose} variant="default">
            {t("action.close")}
          </Button>
          <Button
            color={danger ? "red" : undefined}
            disabled={confirmDisabled || (reason === "required" && text.trim() === "")}
            loading={pending}
            type="submit"
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
