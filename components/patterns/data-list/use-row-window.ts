"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useState } from "react";

/** More rows than this, and only those near the screen are in the page. */
const ALL_RENDERED_ROWS = 200;
const ROW_GUESS_PX = 53;
const OVERSCAN_ROWS = 12;

export type RowWindow = {
  /** Which rows to render. */
  indexes: readonly number[];
  /** Heights that stand for the rows before and after. */
  beforePx: number;
  afterPx: number;
  isVirtual: boolean;
  measure: ((element: HTMLElement | null) => void) | undefined;
};

/** Which of `count` rows to render while the page scrolls; all of them up to 200. */
export function useRowWindow(count: number, list: RefObject<HTMLElement | null>): RowWindow {
  const isVirtual = count > ALL_RENDERED_ROWS;
  const [listTopPx, setListTopPx] = useState(0);
  useLayoutEffect(() => {
    if (!isVirtual || list.current === null) return;
    setListTopPx(list.current.getBoundingClientRect().top + window.scrollY);
  }, [isVirtual, list]);

  const virtualizer = useWindowVirtualizer({
    count,
    enabled: isVirtual,
    estimateSize: () => ROW_GUESS_PX,
    overscan: OVERSCAN_ROWS,
    scrollMargin: listTopPx,
  });
  if (!isVirtual) {
    return {
      indexes: Array.from({ length: count }, (_, index) => index),
      beforePx: 0,
      afterPx: 0,
      isVirtual,
      measure: undefined,
    };
  }
  const items = virtualizer.getVirtualItems();
  return {
    indexes: items.map((item) => item.index),
    beforePx: Math.max(0, (items[0]?.start ?? listTopPx) - listTopPx),
    afterPx: Math.max(0, virtualizer.getTotalSize() - ((items.at(-1)?.end ?? listTopPx) - listTopPx)),
    isVirtual,
    measure: virtualizer.measureElement,
  };
}
