import { textTokens } from "adam/training";
import { assertEquals, assertThrows } from "@std/assert";
import text from "data/pride_and_prejudice.json" with { type: "json" };

const tokens = textTokens(text);

/** How often each token of the vocabulary occurs. */
function occurrences(): number[] {
  const counts = text.vocabulary.map(() => 0);
  for (const token of tokens) counts[token]! += 1;
  return counts;
}

Deno.test("textTokens() gives 16-bit numbers, the lower byte first", () => {
  assertEquals(
    textTokens({ tokens: "AAABAAABCAI=" }),
    Uint16Array.of(0, 1, 256, 520),
  );
});

Deno.test("the stored text has all live tokens of the measured model, the commonest first, and none besides", () => {
  assertEquals(text.vocabulary.length, 3988 - 1914);
  const counts = occurrences();
  assertEquals(counts.length, text.vocabulary.length);
  assertEquals(counts.filter((count) => !(count > 0)), []);
  assertEquals(counts, counts.toSorted((a, b) => b - a));
  // Also of those that can be an input, and of those that can be a target.
  const ends = [tokens.subarray(0, -1), tokens.subarray(1)];
  assertEquals(ends.map((part) => new Set(part).size), [2074, 2074]);
});

Deno.test("the tokens of the stored text are its characters, which have the digest of the novel", async () => {
  assertEquals(new Set(text.vocabulary).size, text.vocabulary.length);
  const characters = Array.from(tokens, (token) => text.vocabulary[token]);
  const bytes = new TextEncoder().encode(characters.join(""));
  assertEquals(bytes.length, text.characters);
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  assertEquals(new Uint8Array(digest).toHex(), text.sha256);
});

Deno.test("textTokens() refuses what is no text", () => {
  for (const tokens of ["", "AAAA", "AA==", "A", "ä"]) {
    assertThrows(
      () => textTokens({ tokens }),
      RangeError,
      "text.tokens must be the base64 of 16-bit numbers",
    );
  }
  const lost = { tokens: undefined } as unknown as { tokens: string };
  assertThrows(() => textTokens(lost), TypeError, "text.tokens must be");
  const none = "AAAA" as unknown as { tokens: string };
  assertThrows(() => textTokens(none), TypeError, "text must be a record");
});
