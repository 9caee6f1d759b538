"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import styles from "./bill-import.module.css";
import { ENCODING_NAMES } from "./encoding-names.ts";
import { type FileHead, type HeadChoice, readFileHead } from "./file-head.ts";

const BYTES_PER_KILOBYTE = 1024;

/** How a chosen file begins, before the server has seen it; with another encoding the text changes at once. */
export function HeadPreview({ file, choice }: { file: File; choice?: HeadChoice }) {
  const t = useTranslations("billImport.upload");
  const head = useFileHead(file, choice ?? {});
  if (head === null) return null;
  const size = sizeText(file.size);
  if (head.kind === "workbook") return <p className={styles.faint}>{t("workbook", { size })}</p>;
  if (head.rows.length === 0) return null;
  const label = t("preview", { count: head.rows.length, encoding: ENCODING_NAMES[head.encoding], size });
  const columnCount = Math.max(...head.rows.map((cells) => cells.length));
  return (
    <figure className={styles.headPreview}>
      <figcaption className={styles.faint}>{label}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={label} className={styles.headScroll} tabIndex={0}>
        <table className={styles.headTable}>
          <tbody>
            {head.rows.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name, and never move
              <tr key={row}>
                {(isTitle(cells) ? cells.slice(0, 1) : cells).map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is told from others by its place alone, which never changes
                  <td colSpan={isTitle(cells) ? columnCount : 1} key={column}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}

/** A title above the table may be longer than all of its columns. */
function isTitle(cells: readonly string[]): boolean {
  return cells.slice(1).every((cell) => cell === "");
}

/** `12 KB`, `3.4 MB`: units that read alike in every language. */
function sizeText(bytes: number): string {
  const kilobytes = bytes / BYTES_PER_KILOBYTE;
  if (kilobytes < 1_000) return `${Math.max(1, Math.round(kilobytes))} KB`;
  return `${(kilobytes / BYTES_PER_KILOBYTE).toFixed(1)} MB`;
}

/** Null until it is read, and where there is nothing to see. */
function useFileHead(file: File, { encoding, delimiter }: HeadChoice): FileHead | null {
  const [head, setHead] = useState<FileHead | null>(null);
  useEffect(() => {
    let isCurrent = true;
    readFileHead(file, { encoding, delimiter }).then(
      (read) => isCurrent && setHead(read),
      () => isCurrent && setHead(null), // a file that vanished fails in the upload, too, which says so
    );
    return () => {
      isCurrent = false;
    };
  }, [file, encoding, delimiter]);
  return head;
}
