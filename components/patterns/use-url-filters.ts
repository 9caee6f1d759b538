"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";

export type UrlFilters<Name extends string> = {
  values: Record<Name, string>;
  /** Changes some; `""` or the default takes a filter out of the address. */
  set: (changes: Partial<Record<Name, string>>) => void;
  reset: () => void;
  /** True when any differs from its default. */
  isFiltered: boolean;
};

/**
 * Filters that live in the page's address: shareable, and kept by reload and back button.
 *
 * `defaults` names every filter and must be constant (declare it outside the component). What comes out is
 * text that anyone may have typed: narrow it before it goes into a query.
 */
export function useUrlFilters<Name extends string>(
  defaults: Readonly<Record<Name, string>>,
): UrlFilters<Name> {
  const params = useSearchParams();
  const values = useMemo(() => {
    const names = Object.keys(defaults) as Name[];
    return Object.fromEntries(names.map((name) => [name, params.get(name) ?? defaults[name]])) as Record<
      Name,
      string
    >;
  }, [defaults, params]);

  const write = useCallback(
    (next: Record<Name, string>) => {
      const search = new URLSearchParams(window.location.search);
      for (const name of Object.keys(defaults) as Name[]) {
        if (next[name] === defaults[name]) search.delete(name);
        else search.set(name, next[name]);
      }
      const query = search.toString();
      // Not the router: the page's server part need not be asked again, its lists query by themselves.
      window.history.replaceState(null, "", query === "" ? window.location.pathname : `?${query}`);
    },
    [defaults],
  );

  return {
    values,
    set: (changes) => write({ ...values, ...changes }),
    reset: () => write({ ...defaults }),
    isFiltered: (Object.keys(defaults) as Name[]).some((name) => values[name] !== defaults[name]),
  };
}
