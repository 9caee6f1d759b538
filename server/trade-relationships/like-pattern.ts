const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** A pattern for (I)LIKE: `text` anywhere, its own wildcards taken as they are. */
export const likeContaining = (text: string): string => `%${escaped(text)}%`;

/** A pattern for (I)LIKE: `text` at the start. */
export const likeStarting = (text: string): string => `${escaped(text)}%`;
