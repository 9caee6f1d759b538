/**
 * Every colour, radius, distance and shadow of the product, once.
 *
 * The desk's Mantine theme and the store's CSS variables are both made from this; `tokens.css` beside it is
 * this file rendered by `renderTokensCss` (a test fails when the two differ).
 */

/** Ten shades, light to dark, as Mantine wants them. */
export type Shades = readonly [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

/** Deep green: the colour of everything that can be pressed. Shade 7 on white has a contrast of 5.8. */
export const pine: Shades = [
  "#eef7f3",
  "#dcebe4",
  "#b7d6c8",
  "#8fc0aa",
  "#6bac90",
  "#4f9d7e",
  "#35896a",
  "#1f7355",
  "#175c44",
  "#0f4533",
];

/** Brick red: errors, and actions that can't be taken back. */
export const brick: Shades = [
  "#fdf3f1",
  "#fbe7e4",
  "#f3c8c1",
  "#e8a096",
  "#da766a",
  "#cc574a",
  "#b8402f",
  "#a83226",
  "#8c261c",
  "#6d1c14",
];

/** Warm neutral greys. Shade 6 is the lightest that may carry text on white. */
export const stone: Shades = [
  "#faf9f7",
  "#f4f2ee",
  "#e9e6e0",
  "#dcd8d0",
  "#c3beb4",
  "#a09a8f",
  "#716b61",
  "#57524a",
  "#3a3631",
  "#211f1b",
];

/** What a state feels like. A badge, a notice and a timeline dot of one tone look alike everywhere. */
export const tones = {
  positive: { background: "#e3f2ea", text: "#175c44", mark: "#2b8a66" },
  info: { background: "#e6eef7", text: "#234f80", mark: "#3a73b0" },
  warning: { background: "#fbeed6", text: "#7d4a00", mark: "#c9861a" },
  danger: { background: "#fbe7e4", text: "#96281d", mark: "#c4453a" },
  neutral: { background: "#efece7", text: "#57524a", mark: "#a09a8f" },
} as const;

export type Tone = keyof typeof tones;

export const radius = { sm: "6px", md: "10px", lg: "16px", full: "999px" } as const;

export const space = {
  "1": "4px",
  "2": "8px",
  "3": "12px",
  "4": "16px",
  "5": "20px",
  "6": "24px",
  "8": "32px",
  "10": "40px",
} as const;

export const shadow = {
  card: "0 1px 2px rgb(33 31 27 / 5%), 0 1px 1px rgb(33 31 27 / 3%)",
  raised: "0 8px 28px rgb(33 31 27 / 12%), 0 2px 6px rgb(33 31 27 / 6%)",
} as const;

export const font = {
  /** The store sends no web font: a font costs its phones more than all other bytes together. */
  system: 'system-ui, "Apple SD Gothic Neo", "Noto Sans KR", sans-serif',
  desk: '"Pretendard Variable", system-ui, "Apple SD Gothic Neo", "Noto Sans KR", sans-serif',
} as const;

const flat = {
  "color-page": stone[0],
  "color-surface": "#ffffff",
  "color-sunken": stone[1],
  "color-border": stone[2],
  "color-border-strong": stone[3],
  "color-text": stone[9],
  "color-text-soft": stone[7],
  "color-text-faint": stone[6],
  "color-primary": pine[7],
  "color-primary-strong": pine[8],
  "color-primary-soft": pine[0],
  "color-on-primary": "#ffffff",
  "color-focus": pine[6],
} as const;

/** Name → value of every CSS variable, without the `--` in front. */
export function cssVariables(): Record<string, string> {
  const variables: Record<string, string> = { ...flat };
  for (const [tone, colors] of Object.entries(tones)) {
    for (const [part, value] of Object.entries(colors)) variables[`tone-${tone}-${part}`] = value;
  }
  for (const [size, value] of Object.entries(radius)) variables[`radius-${size}`] = value;
  for (const [size, value] of Object.entries(space)) variables[`space-${size}`] = value;
  for (const [name, value] of Object.entries(shadow)) variables[`shadow-${name}`] = value;
  for (const [name, value] of Object.entries(font)) variables[`font-${name}`] = value;
  return variables;
}

/** The whole of `tokens.css`. */
export function renderTokensCss(): string {
  const lines = Object.entries(cssVariables()).map(([name, value]) => `  --${name}: ${value};`);
  return [
    "/* Rendered from tokens.ts; change that, then run its test with -u. */",
    ":root {",
    ...lines,
    "}",
    "",
  ].join("\n");
}
