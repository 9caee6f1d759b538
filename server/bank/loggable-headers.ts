const secretName = /authorization|cookie|signature|secret|token|password|credential|api-?key/i;
const maxHeaders = 60;
const maxValueChars = 500;

/** The headers of a request as the log may keep them: without what proves who sent it, and bounded. */
export function loggableHeaders(headers: Headers): Record<string, string> {
  const kept = [...headers].filter(([name]) => !secretName.test(name)).slice(0, maxHeaders);
  return Object.fromEntries(kept.map(([name, value]) => [name, storable(value).slice(0, maxValueChars)]));
}

/** Postgres takes neither NUL nor half characters. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "");
}
