/** `--name 5` of the command line as a whole number above 0. */
export function wholeOption(name: string, fallback: number): number {
  const text = textOption(name, String(fallback));
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number above 0`);
  return value;
}

/** `--name value` of the command line. */
export function textOption(name: string, fallback: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? "");
}
