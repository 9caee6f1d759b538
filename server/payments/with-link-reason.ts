import { type LinkFacts, type LinkReason, linkReasonOf } from "./link-reason.ts";

/** A row of a list with the reason for its link, in place of the facts that it follows from. */
export function withLinkReason<Row extends { linkFacts: LinkFacts }>(
  row: Row,
): Omit<Row, "linkFacts"> & { linkReason: LinkReason } {
  const { linkFacts, ...rest } = row;
  return { ...rest, linkReason: linkReasonOf(linkFacts) };
}
