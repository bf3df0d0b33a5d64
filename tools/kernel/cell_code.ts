/**
 * What the relay writes into a cell before Deno gets it.
 *
 * @module
 */
import { parseCell } from "./cell_syntax.ts";
import { inside } from "./inside.ts";

/** A node of Babel's tree, as far as it is walked. */
interface Node {
  type: string;
  start: number;
  end: number;
  // deno-lint-ignore no-explicit-any -- each type of node has its own fields
  [key: string]: any;
}

/** A text and the place in the cell that it is written to. */
export type Insertion = [at: number, text: string];

/** A comment of the web's early days: in a cell it is one, in a module it is not. */
const oldComment = /^[^"'`\n]*<!--/m;

/** How many calls may be written one into another; cells of people have a few. */
const deepest = 30;

/** A cell as Deno gets it. */
export interface CellCode {
  /** The code to be run. */
  code: string;
  /** What was written into the cell's own code, from the left to the right. */
  insertions: Insertion[];
  /**
   * The same with a number in place of each import, so that Deno keeps a line
   * for it, whether its names are used or not: this is what lines are traced by.
   */
  traced: string;
}

/**
 * Writes into a cell what the relay needs to show all of it and to stop it:
 *
 * - the value of the last expression goes to `shown`, see {@linkcode inside};
 *   a last loop shows nothing, nor does an import of a module for its effects;
 * - each value that the top level awaits goes through `stoppable`;
 * - before each import the imported names are looked for, by `imported`.
 *
 * What the code does and gives stays the same, and so do its lines. Code that
 * cannot be parsed here is returned as it is.
 *
 * @param code The code of a cell
 * @param number The number by which the cell can be stopped
 * @returns The code to be run
 */
export function preparedCode(code: string, number: number): CellCode {
  const whole = asDenoTakesIt(code);
  const shift = whole === code ? 0 : 1; // of a parenthesis
  const asItIs = { code, insertions: [], traced: code };
  if (oldComment.test(code)) return asItIs;
  let body: Node[];
  try {
    body = parseCell(whole).program.body as unknown as Node[];
  } catch {
    return asItIs;
  }
  const insertions = [
    ...valueInsertions(body, shift > 0),
    ...importInsertions(body, number, code),
  ];
  for (const node of ofTopLevel(body)) {
    if (node.type === "AwaitExpression") {
      // From the very word on: Deno's parser ends a statement between two lines.
      const { start, argument: { end } } = node;
      const argument = { ...node, start: start + "await".length, end };
      insertions.push(...handed(argument, "stoppable", `${number}`));
    }
    if (node.type === "ForOfStatement" && node.await) {
      const first = `${number}, ${
        JSON.stringify(complaint(node.right, whole))
      }`;
      insertions.push(...handed(node.right, "stoppableItems", first));
    }
  }
  insertions.push(...silence(body));
  const inOrder = insertions
    .map(([at, text]): Insertion => [at - shift, text])
    .toSorted(([a], [b]) => a - b);
  // Calls within calls: Deno's parser would overflow, and end with all variables.
  if (depthOf(inOrder) > deepest) return asItIs;
  if (shift > 0) {
    inOrder.unshift([0, "("]);
    inOrder.push([code.length, ")"]);
  }
  return {
    code: withInsertions(code, inOrder),
    insertions: inOrder,
    traced: withInsertions(withoutImports(code, body), inOrder),
  };
}

/**
 * A cell like `{ a: 1 }` is an object to Deno's kernel, if it is one when it
 * stands in parentheses; and nothing may stand behind it.
 */
function asDenoTakesIt(code: string): string {
  if (!code.trimStart().startsWith("{") || code.trimEnd().endsWith(";")) {
    return code;
  }
  try {
    parseCell(`(${code})`);
    return `(${code})`;
  } catch {
    return code;
  }
}

/** Puts a node into a call of one of the functions that the relay has {@linkcode inside}. */
function handed(node: Node, name: string, first?: string): Insertion[] {
  const before = first === undefined ? "" : `${first}, `;
  // The blank ends a word like `await`; the second pair of parentheses makes one
  // value of `1, 2`.
  return [
    [node.start, ` ${inside.name}.${name}(${before}(`],
    [node.end, "))"],
  ];
}

/** Hands over what the last statement gives. */
function valueInsertions(body: Node[], isWrapped: boolean): Insertion[] {
  return completions(lastOf(body)).flatMap(({ expression }) =>
    handed(isWrapped ? expression.expression : expression, "shown")
  );
}

/** Lets a last loop, and a last import for effects, show nothing. */
function silence(body: Node[]): Insertion[] {
  const last = lastOf(body);
  if (!last) return [];
  const isLoop = /^(For|While|DoWhile)\w*Statement$/.test(
    innermost(last).type,
  );
  const isOfEffects = last.type === "ImportDeclaration" &&
    last.specifiers.length === 0;
  return isLoop || isOfEffects ? [[last.end, ";void 0"]] : [];
}

function lastOf(statements: Node[]): Node | undefined {
  return statements.findLast(({ type }) => type !== "EmptyStatement");
}

/** What the engine says if this cannot be gone through. */
function complaint({ type, start, end, callee }: Node, code: string): string {
  return type === "CallExpression"
    ? `${
      code.slice(callee.start, callee.end)
    }(...) is not a function or its return value is not async iterable`
    : `${code.slice(start, end)} is not async iterable`;
}

/** What a label or several stand before. */
function innermost(statement: Node): Node {
  while (statement.type === "LabeledStatement") statement = statement.body;
  return statement;
}

/** The expressions whose value is that of a statement. */
function completions(statement: Node | undefined | null): Node[] {
  switch (statement?.type) {
    case "ExpressionStatement":
      return [statement];
    case "BlockStatement":
      return completions(lastOf(statement.body));
    case "IfStatement":
      return [statement.consequent, statement.alternate].flatMap(completions);
    case "TryStatement":
      return [statement.block, statement.handler?.body].flatMap(completions);
    case "LabeledStatement":
      return completions(statement.body);
    default:
      return [];
  }
}

/** Whether this imports something that is there when the cell runs. */
function isOfValues(statement: Node): boolean {
  return statement.type === "ImportDeclaration" &&
    statement.importKind !== "type";
}

/** Awaits each module before it is imported, and looks for the names. */
function importInsertions(
  body: Node[],
  number: number,
  code: string,
): Insertion[] {
  return body.filter(isOfValues).map((statement) => {
    const names = (statement.specifiers as Node[])
      .filter(({ type, importKind }) =>
        type !== "ImportNamespaceSpecifier" && importKind !== "type"
      )
      .map(({ imported }) => imported?.name ?? imported?.value ?? "default");
    const { source, attributes = [] } = statement;
    const pairs = (attributes as Node[]).map(({ start, end }) =>
      code.slice(start, end)
    );
    const options = pairs.length > 0 ? `, { with: { ${pairs} } }` : "";
    const specifier = code.slice(source.start, source.end);
    const promise = `import(${specifier}${options})`;
    const args = [number, specifier, JSON.stringify(names), pairs.length > 0];
    // A declaration in a block: as little as the import has it a value to show.
    const text = `{const _=await ${inside.name}.imported(${
      args.join(", ")
    }, ${promise})}`;
    return [statement.start, text];
  });
}

/** All nodes that run when the cell runs: what lies in functions is left out. */
function* ofTopLevel(body: Node[]): Generator<Node> {
  const waiting: unknown[] = [body];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) {
      for (const item of value) waiting.push(item);
    } else if (typeof value === "object" && value !== null && "type" in value) {
      const node = value as Node;
      if (/Function|Method/.test(node.type)) {
        // Its computed name is worked out where it stands.
        if (node.computed) waiting.push(node.key);
        continue;
      }
      yield node;
      if (/^Class\w*Property$/.test(node.type)) {
        if (node.computed) waiting.push(node.key);
        continue;
      }
      if (node.type === "StaticBlock") continue;
      for (const [key, child] of Object.entries(node)) {
        if (!/Comments$|^(loc|extra)$/.test(key)) waiting.push(child);
      }
    }
  }
}

/** How many of the calls that are written stand one in another. */
function depthOf(insertions: Insertion[]): number {
  let depth = 0;
  const depths = insertions.map(([, text]) => {
    if (text.endsWith("(")) depth++;
    else if (text === "))") depth--;
    return depth;
  });
  return depths.reduce((most, depth) => Math.max(most, depth), 0);
}

/** The code with a number in place of each import, as long as that. */
function withoutImports(code: string, body: Node[]): string {
  let without = code;
  for (const { start, end } of body.filter(isOfValues)) {
    const blank = code.slice(start, end).replace(/[^\n]/g, " ").slice(2);
    without = without.slice(0, start) + "0;" + blank + without.slice(end);
  }
  return without;
}

function withInsertions(code: string, insertions: Insertion[]): string {
  let prepared = "";
  let from = 0;
  for (const [at, text] of insertions) {
    prepared += code.slice(from, at) + text;
    from = at;
  }
  return prepared + code.slice(from);
}
