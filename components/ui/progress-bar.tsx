import styles from "./progress-bar.module.css";

type ProgressBarProps = {
  /** Both of one unit: rows, messages or won. More than `total` shows as full. */
  done: bigint | number;
  total: bigint | number;
  /** What is progressing; read aloud with the percentage. */
  label: string;
};

/** How much of a known whole is done. */
export function ProgressBar({ done, total, label }: ProgressBarProps) {
  const share = Number(total) > 0 ? Number(done) / Number(total) : 0;
  const percent = Math.min(100, Math.max(0, Math.floor(share * 100)));
  return (
    <div
      aria-label={label}
      aria-valuemax={100}
      aria-valuemin={0}
      aria-valuenow={percent}
      className={styles.track}
      role="progressbar"
    >
      <div className={styles.bar} style={{ width: `${percent}%` }} />
    </div>
  );
}
