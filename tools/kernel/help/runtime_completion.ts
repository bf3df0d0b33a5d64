/**
 * Completion by what runs in Deno's kernel.
 *
 * @module
 */
import type { DenoKernel } from "../deno_kernel.ts";
import { type Message, newMessage } from "../wire/wire.ts";
import { before, indexAt } from "./positions.ts";

/** What can be asked to complete. */
type Completing = Pick<DenoKernel, "complete">;

interface Content {
  matches?: string[];
}

/**
 * The content of a `complete_reply`. Deno's kernel evaluates what stands before
 * the dot, and when that fails it proposes the members of the error.
 */
export async function runtimeCompletion(
  request: Message,
  kernel: Completing,
): Promise<object> {
  const reply = await kernel.complete(request);
  const content: Content = reply?.content ?? { status: "aborted" };
  const [first, second] = content.matches ?? [];
  if (first !== "stack" || second !== "message") return content;
  const { code, cursor_pos } = request.content;
  const cursor = indexAt(code, cursor_pos);
  const chain = before(code, cursor, /[\p{ID_Continue}$.]*/u);
  const isThere = await hasValue(
    chain.slice(0, chain.lastIndexOf(".")),
    kernel,
  );
  return isThere ? content : { ...content, matches: [] };
}

/** Whether there is something by a name, such as `a.b.c`: it is proposed itself. */
async function hasValue(chain: string, kernel: Completing): Promise<boolean> {
  const names = chain.split(".");
  for (const [i, name] of names.entries()) {
    const code = names.slice(0, i + 1).join(".");
    const cursor_pos = [...code].length;
    const reply = await kernel.complete(
      newMessage("complete_request", { code, cursor_pos }),
    );
    if (!reply?.content.matches?.includes(name)) return false;
  }
  return true;
}
