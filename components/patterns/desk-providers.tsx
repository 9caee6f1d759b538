"use client";

import "dayjs/locale/ko";
import { MantineProvider } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { Notifications } from "@mantine/notifications";
import { useLocale } from "next-intl";
import type { ReactNode } from "react";
import { mantineTheme } from "#components/theme/mantine-theme.ts";
import { TrpcProvider } from "#components/trpc/trpc-provider.tsx";

/** Everything that desk pages need around them. */
export function DeskProviders({ children }: { children: ReactNode }) {
  const locale = useLocale();
  return (
    <MantineProvider forceColorScheme="light" theme={mantineTheme}>
      <DatesProvider settings={{ locale, firstDayOfWeek: 0 }}>
        <TrpcProvider>{children}</TrpcProvider>
      </DatesProvider>
      <Notifications position="top-right" />
    </MantineProvider>
  );
}
