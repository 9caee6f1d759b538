import { expect, test } from "vitest";
import { brick, pine, renderTokensCss, stone, tones } from "./tokens.ts";

test("tokens.css is what tokens.ts says", async () => {
  await expect(renderTokensCss()).toMatchFileSnapshot("./tokens.css");
});

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const pairs: [name: string, foreground: string, background: string][] = [
  ["button", "#ffffff", pine[7]],
  ["danger button", "#ffffff", brick[7]],
  ["field error", brick[6], "#ffffff"],
  ["faint text on white", stone[6], "#ffffff"],
  ["faint text on the page", stone[6], stone[0]],
  ["faint text on a sunken surface", stone[6], stone[1]],
  ...Object.entries(tones).map(([tone, { text, background }]): [string, string, string] => [
    tone,
    text,
    background,
  ]),
];

test.each(pairs)("%s is readable (WCAG AA, 4.5)", (_name, foreground, background) => {
  expect(contrast(foreground, background)).toBeGreaterThanOrEqual(4.5);
});
