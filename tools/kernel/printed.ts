/**
 * What a process prints, with the tokens that stand in it.
 *
 * @module
 */

/** What Deno 2.9.6 says to itself when a cell is stopped, or a name is completed that has no members. */
const talk =
  /^CDP response has null result\. Full response: ?(\{"id":.*\})?\n?|^\{"id":\d+,"error":\{"code":-\d+,"message":"Execution was terminated"\},"result":null\}\n?|^Illegal unhandled exception in nonblocking callback\n?/gm;

/** How it begins. */
const talkBegins = [
  "CDP response has null result",
  '{"id":',
  "Illegal unhandled exception in nonblocking callback",
];

/** The length of a token in its frame, at most, and of such talk. */
const [longestToken, longestTalk] = [100, 1000];

/** A text, or a token behind it. */
export type Piece = { text: string; token?: undefined } | {
  text?: undefined;
  token: string;
};

/**
 * Reads what a process prints. A token stands in a frame that has the key, so
 * that no text can be taken for one; it is told apart whatever pieces it comes in.
 *
 * @param bytes What is printed
 * @param key The key
 * @param isTalking Whether Deno may say something to itself now, which is left out
 * @returns Texts and tokens, in their order
 */
export async function* printed(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  key: string,
  isTalking: () => boolean,
): AsyncGenerator<Piece> {
  const token = new RegExp(`\0${key}:([\\w-]+)\0`);
  let unread = "";
  for await (const chunk of bytes.pipeThrough(new TextDecoderStream())) {
    const parts = (unread + chunk).split(token);
    const last = parts.pop()!;
    const mayTalk = isTalking();
    const begun = begunAt(last, mayTalk);
    unread = last.slice(begun);
    parts.push(last.slice(0, begun));
    for (const [i, part] of parts.entries()) {
      if (i % 2 === 1) yield { token: part };
      else yield { text: mayTalk ? part.replace(talk, "") : part };
    }
  }
  yield { text: unread };
}

/** Where the end of a text begins that waits for the rest of it: of a token, or of such talk. */
function begunAt(text: string, mayTalk: boolean): number {
  const token = text.lastIndexOf("\0");
  const start = text.lastIndexOf("\n") + 1;
  const line = text.slice(start);
  const isBegun = token >= 0 && text.length - token < longestToken;
  const isTalk = mayTalk && line.length < longestTalk &&
    talkBegins.some((words) =>
      line !== "" && (words.startsWith(line) || line.startsWith(words))
    );
  return Math.min(
    isBegun ? token : text.length,
    isTalk ? start : text.length,
  );
}
