/**
 * What is written into a cell for its imports.
 *
 * @module
 */
import { inside } from "../inside.ts";
import type { Node } from "./cell_tree.ts";
import { isOfValues } from "./imported.ts";
import type { Insertion } from "./insertions.ts";

/** Awaits each module before it is imported, and looks for the names. */
export function importInsertions(
  body: Node[],
  number: number,
  code: string,
): Insertion[] {
  return body.filter(isOfValues).map((statement) => {
    const names = (statement.specifiers as Node[])
      .filter(({ type, importKind }) =>
        type !== "ImportNamespaceSpecifier" && importKind !== "type" &&
        statement.phase !== "source"
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

/** The code with a number in place of each import, as long as that. */
export function withoutImports(code: string, body: Node[]): string {
  let without = code;
  for (const { start, end } of body.filter(isOfValues)) {
    const blank = code.slice(start, end).replace(/[^\r\n]/g, " ").slice(2);
    without = without.slice(0, start) + "0;" + blank + without.slice(end);
  }
  return without;
}
