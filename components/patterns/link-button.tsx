"use client";

import { Button, type ButtonProps } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import { Icon, type IconName } from "#components/ui/icon.tsx";

type LinkButtonProps = {
  href: string;
  icon?: IconName;
  variant?: ButtonProps["variant"];
  size?: ButtonProps["size"];
  children: ReactNode;
};

/** A link that looks like a button; usable from server components. */
export function LinkButton({ href, icon, variant = "filled", size = "sm", children }: LinkButtonProps) {
  return (
    <Button
      component={Link}
      href={href}
      leftSection={icon ? <Icon name={icon} size={18} /> : undefined}
      size={size}
      variant={variant}
    >
      {children}
    </Button>
  );
}
