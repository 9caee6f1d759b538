/**
 * Names of the ICU arguments in a message, in order of first use; `[]` for plain text.
 *
 * `"{count, plural, other {# of {total}}}"` → `["count", "total"]`. Rich-text tags count too, as `<name>`.
 */
export function icuArguments(message: string): string[] {
  const names = new Set<string>();
  collect(message, 0, names);
  for (const [, tag] of message.matchAll(/<(\w+)>/g)) names.add(`<${tag}>`);
  return [...names];
}

/** Reads text from `start` up to its closing brace; returns the position after it. */
function collect(message: string, start: number, names: Set<string>): number {
  let at = start;
  while (at < message.length && message[at] !== "}") {
    at = message[at] === "{" ? collectArgument(message, at + 1, names) : at + 1;
  }
  return at + 1;
}

/** Reads `name}` or `name, kind, option {text} …}`; returns the position after the closing brace. */
function collectArgument(message: string, start: number, names: Set<string>): number {
  const name = /^\s*(\w+)/.exec(message.slice(start))?.[1];
  if (name === undefined) throw new Error(`Not an ICU argument at ${start}: ${message}`);
  names.add(name);
  let at = start + name.length;
  while (at < message.length && message[at] !== "}") {
    at = message[at] === "{" ? collect(message, at + 1, names) : at + 1;
  }
  return at + 1;
}
