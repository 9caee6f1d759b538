"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import type {
  EditCellInput,
  RemapInput,
  ResolveDuplicatesInput,
  SkipRowsInput,
} from "#server/imports/import.schema.ts";

/** What a clerk can change about an import before it is issued; each change is stored and shown at once. */
export function useImportChanges(importId: string) {
  const toast = useToast();
  const utils = trpc.useUtils();
  const queryClient = useQueryClient();
  // After the last of several quick changes only: an answer to an earlier one would undo a later choice on the screen.
  const refresh = async () => {
    if (queryClient.isMutating() > 1) return;
    await Promise.all([
      utils.billImport.get.invalidate(),
      utils.billImport.rows.invalidate(),
      utils.billImport.unknown.invalidate(),
      utils.billImport.difference.invalidate(),
      utils.billImport.lastLook.invalidate(),
      utils.billImport.differenceRows.invalidate(),
    ]);
  };
  const scope = { id: `import ${importId}` }; // one after the other, in the order of the clicks
  const options = { scope, onSettled: refresh, onError: toast.error };
  const remap = trpc.billImport.remap.useMutation({
    ...options,
    // A choice shows at once; what it amounts to follows when the file is read.
    onMutate: ({ mapping }) =>
      utils.billImport.get.setData(
        { importId },
        (shown) => shown && { ...shown, mapping: mapping ?? shown.mapping },
      ),
  });
  const skip = trpc.billImport.skip.useMutation(options);
  const editCell = trpc.billImport.editCell.useMutation(options);
  const resolveDuplicates = trpc.billImport.resolveDuplicates.useMutation(options);
  return {
    isChanging: [remap, skip, editCell, resolveDuplicates].some((change) => change.isPending),
    /** After a change that was made elsewhere. */
    refresh,
    editCell: (edit: Omit<EditCellInput, "importId">) => editCell.mutate({ importId, ...edit }),
    resolveDuplicates: (choice: ResolveDuplicatesInput["choice"]) =>
      resolveDuplicates.mutate({ importId, choice }),
    remap: (change: Omit<RemapInput, "importId">, onDone?: () => void) =>
      remap.mutate({ importId, ...change }, { onSuccess: onDone }),
    skip: (change: Omit<SkipRowsInput, "importId">) => skip.mutate({ importId, ...change }),
  };
}

export type ImportChanges = ReturnType<typeof useImportChanges>;
