import { type RefObject, useLayoutEffect } from "react";

/**
 * Keeps what stood in an input before the browser had taken the page over (typed on a slow line, or filled in by a
 * password manager): otherwise the state's empty value would be put over it.
 */
export function useTypedEarly(
  input: RefObject<HTMLInputElement | null>,
  keep: (typed: string) => void,
): void {
  useLayoutEffect(() => {
    if (input.current?.value) keep(input.current.value);
  }, [input, keep]);
}
