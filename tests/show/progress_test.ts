import { progress } from "adam/show";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";

/** A message to the front end. */
interface Message {
  type: string;
  text: string;
  id: string;
}

/** Runs what a cell does, with a stand-in for Deno's kernel that notes what is sent. */
function messagesOf(cell: () => void): Message[] {
  const messages: Message[] = [];
  const broadcast = (
    type: string,
    { data, transient }: {
      data: Record<string, string>;
      transient: { display_id: string };
    },
  ) => {
    const text = data["text/plain"]!;
    messages.push({ type, text, id: transient.display_id });
    return Promise.resolve();
  };
  Object.assign(Deno, { jupyter: { broadcast } });
  try {
    cell();
  } finally {
    Object.assign(Deno, { jupyter: undefined });
  }
  return messages;
}

function loop(total: number, body: (i: number) => void = () => {}): void {
  const items = Array.from({ length: total }, (_, i) => i);
  for (const i of progress(items, "seeds")) body(i);
}

Deno.test("progress() hands out the items in order", () => {
  assertEquals([...progress(["a", "b", "c"], "letters")], ["a", "b", "c"]);
});

Deno.test("progress() shows one line, and changes it in place", () => {
  const messages = messagesOf(() => loop(3));
  assertEquals(messages.map(({ type, text }) => [type, text]), [
    ["display_data", "0 of 3 seeds"],
    ["update_display_data", "1 of 3 seeds"],
    ["update_display_data", "2 of 3 seeds"],
    ["update_display_data", "3 of 3 seeds"],
  ]);
  assertStrictEquals(new Set(messages.map(({ id }) => id)).size, 1);
});

Deno.test("progress() counts an item once its turn is over", () => {
  const messages = messagesOf(() => {
    const turns = progress(["a", "b"], "letters");
    turns.next();
    turns.next();
  });
  assertStrictEquals(messages.at(-1)!.text, "1 of 2 letters");
});

Deno.test("two loops have a line each", () => {
  const messages = messagesOf(() => {
    loop(1);
    loop(1);
  });
  assertStrictEquals(new Set(messages.map(({ id }) => id)).size, 2);
});

Deno.test("progress() does not flood: a hundred changes, however many items", () => {
  const messages = messagesOf(() => loop(123_457));
  assertStrictEquals(messages.length, 101);
  assertStrictEquals(messages.at(-1)!.text, "123457 of 123457 seeds");
});

Deno.test("progress() says how far a loop came that an error ended", () => {
  const messages = messagesOf(() =>
    assertThrows(
      () =>
        loop(1000, (i) => {
          if (i === 7) throw new RangeError("beta2 is off");
        }),
      RangeError,
      "beta2 is off",
    )
  );
  assertStrictEquals(
    messages.at(-1)!.text,
    "7 of 1000 seeds, then it stopped",
  );
});

Deno.test("progress() says how far a loop came that was broken off", () => {
  const messages = messagesOf(() => {
    for (const i of progress([5, 6, 7], "seeds")) if (i === 6) break;
  });
  assertStrictEquals(messages.at(-1)!.text, "1 of 3 seeds, then it stopped");
});

Deno.test("progress() of nothing is done at once", () => {
  const messages = messagesOf(() => loop(0));
  assertEquals(messages.map(({ text }) => text), ["0 of 0 seeds"]);
});

Deno.test("progress() is silent where there is no Jupyter", () => {
  let turns = 0;
  loop(3, () => turns++);
  assertStrictEquals(turns, 3);
});

Deno.test("progress() refuses items that cannot be counted, and to have no name", () => {
  assertThrows(
    () => [...progress(new Set([1]) as never, "seeds")],
    TypeError,
    "Cannot show progress as items must be an array",
  );
  assertThrows(
    () => [...progress([1], " ")],
    TypeError,
    "Cannot show progress as name must say something",
  );
});
