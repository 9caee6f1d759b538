"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import styles from "./bill-import.module.css";
import { ENCODING_NAMES } from "./encoding-names.ts";
import { type FileHead, type HeadChoice, readFileHead } from "./file-head.ts";

const BYTES_PER_MEGABYTE = 1024 * 1024;

/** How a chosen file begins, before the server has seen it; with another encoding the text changes at once. */
export function HeadPreview({ file, choice }: { file: File; choice?: HeadChoice }) {
  const t = useTranslations("billImport.upload");
  const head = useFileHead(file, choice ?? {});
  if (head === null) return null;
  const megabytes = (file.size / BYTES_PER_MEGABYTE).toFixed(1);
  if (head.kind === "workbook") return <p className={styles.faint}>{t("workbook", { megabytes })}</p>;
  if (head.rows.length === 0) return null;
  const label = t("preview", { count: head.rows.length, encoding: ENCODING_NAMES[head.encoding], megabytes });
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
                {cells.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
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
