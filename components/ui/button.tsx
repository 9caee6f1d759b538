import Link from "next/link";
import type { ComponentProps } from "react";
import styles from "./button.module.css";
import { classNames } from "./class-names.ts";

type Look = {
  look?: "primary" | "secondary" | "plain";
  /** As wide as its container: the main action of a phone page. */
  wide?: boolean;
  small?: boolean;
};

function classOf({ look = "secondary", wide = false, small = false }: Look) {
  return classNames(styles.button, styles[look], wide && styles.wide, small && styles.small);
}

/** The light button of pages without Mantine. */
export function Button({ look, wide, small, ...rest }: Look & Omit<ComponentProps<"button">, "className">) {
  return <button type="button" {...rest} className={classOf({ look, wide, small })} />;
}

/** A link that looks like a button. */
export function ButtonLink({
  look,
  wide,
  small,
  ...rest
}: Look & Omit<ComponentProps<typeof Link>, "className">) {
  return <Link prefetch={false} {...rest} className={classOf({ look, wide, small })} />;
}
