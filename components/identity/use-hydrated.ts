import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False until the browser has taken the page over: a form must not be sent before, for it would leave as a plain POST. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
