import { combineCharacter, disassembleCompleteCharacter, getChoseong } from "es-hangul";
import fc from "fast-check";
import { expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";

// The search is SQL. Here it is held against a plain description of what it should find, which takes Hangul apart with
// a library of its own.

const database = useDatabase();

async function found(names: string[], query: string): Promise<string[]> {
  const rows = await database.sql<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS name
     WHERE store_search_key(store_search_name(name)) LIKE '%' || store_search_key(store_search_query($2)) || '%'
       AND store_search_name(name) ~ store_search_pattern(store_search_query($2))`,
    [names, query],
  );
  return rows.map(({ name }) => name);
}

/** A typed letter stands for itself, and a consonant for each syllable that begins with it. */
const stands = (typed: string, letter: string) =>
  typed === letter || (/^[ㄱ-ㅎ]$/.test(typed) && getChoseong(letter) === typed);

const containsInARow = (name: string[], typed: string[]) =>
  name.some((_, start) =>
    typed.every((letter, i) => name[start + i] !== undefined && stands(letter, name[start + i] ?? "")),
  );

/** What was typed and, where the last syllable ends in a consonant, what it is when that is the next one's initial. */
function readings(query: string[]): string[][] {
  const last = query.at(-1) ?? "";
  const parts = disassembleCompleteCharacter(last);
  if (!parts?.jongseong) return [query];
  const initial = parts.jongseong.slice(-1);
  const stays = parts.jongseong.slice(0, -1);
  return [query, [...query.slice(0, -1), combineCharacter(parts.choseong, parts.jungseong, stays), initial]];
}

const isExpected = (name: string, query: string) =>
  readings([...query]).some((typed) => containsInARow([...name.replaceAll(" ", "")], typed));

const consonants = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
// Few letters, so that names and queries meet; then any syllable.
const syllable = fc.oneof(
  fc.constantFrom(..."가각갂넋너닭달삶까치찌개김ㄱ1a(-"),
  fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCodePoint(code)),
);
const name = fc.string({ unit: fc.oneof(syllable, fc.constant(" ")), minLength: 1, maxLength: 8 });
const query = fc.string({
  unit: fc.oneof(syllable, fc.constantFrom(...consonants)),
  minLength: 1,
  maxLength: 4,
});

test("finds what it should among any names, and nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 60 }), query, async (names, typed) => {
      expect(await found(names, typed)).toEqual(names.filter((one) => isExpected(one, typed)));
    }),
    { numRuns: 300 },
  );
});

test("each part of a name finds it, whichever of its letters are given by their initial alone", async () => {
  const part = fc.array(fc.tuple(fc.integer({ min: 0xac00, max: 0xd7a3 }), fc.boolean()), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(part, fc.string(), async (letters, before) => {
      const whole = letters.map(([code]) => String.fromCodePoint(code));
      const typed = whole.map((letter, i) => (letters[i]?.[1] ? getChoseong(letter) : letter)).join("");
      const full = `${before.replaceAll("\0", "")}${whole.join("")}점`;
      expect(await found([full], typed)).toEqual([full]);
    }),
    { numRuns: 300 },
  );
});
