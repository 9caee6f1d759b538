import { classNames } from "./class-names.ts";
import styles from "./text.module.css";
import { useFormat } from "./use-format.ts";

type MoneyProps = {
  amountWon: bigint;
  /** `large` for the one figure that a page is about. */
  size?: "inherit" | "strong" | "large";
  /** For nought in a table, so that the other figures stand out. */
  faintZero?: boolean;
};

/** An amount in won, in figures of equal width. Below zero it is red as well as signed. */
export function Money({ amountWon, size = "inherit", faintZero = false }: MoneyProps) {
  const format = useFormat();
  return (
    <span
      className={classNames(
        styles.number,
        size === "strong" && styles.strong,
        size === "large" && styles.large,
        amountWon < 0n && styles.negative,
        faintZero && amountWon === 0n && styles.faint,
      )}
    >
      {format.won(amountWon)}
    </span>
  );
}
