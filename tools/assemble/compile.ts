/**
 * AssemblyScript, TypeScript's dialect for WebAssembly, compiled in memory.
 *
 * @module
 */
import asc from "assemblyscript/asc";

/** No runtime, no exceptions. */
const flags = [
  ...["--runtime", "stub", "--use", "abort=", "--noAssert"],
  ...["--enable", "simd"],
  // The optimizer reorders loads in a way that makes V8 run out of registers;
  // without it the products of matrices are up to twice as fast. All that it is
  // asked for is to put constants in place of their names.
  ...["--optimizeLevel", "0", "--shrinkLevel", "0"],
  ...["--runPasses", "simplify-globals,precompute"],
];

/** The memory is the caller's and shared by threads. */
const forThreads = [
  ...["--importMemory", "--noExportMemory", "--sharedMemory"],
  // A memory that cannot grow has a size that V8 keeps in a register; of one
  // that can, it would read the size anew for each access behind a store.
  ...["--initialMemory", "65536", "--maximumMemory", "65536"],
  // Below are what the threads agree by and the plans.
  ...["--memoryBase", "1024"],
  ...["--enable", "threads"],
];

/** The memory is the module's own, as large as what lies in it. */
export const forOneThread = ["--initialMemory", "12", "--maximumMemory", "12"];

/** Compiles a module of AssemblyScript, and what it imports from its own folder. */
export async function compile(
  entry: URL,
  { relaxedSimd, memory = forThreads }: {
    relaxedSimd: boolean;
    memory?: readonly string[];
  },
): Promise<Uint8Array<ArrayBuffer>> {
  const folder = new URL(".", entry);
  const name = entry.href.slice(folder.href.length);
  let bytes: Uint8Array<ArrayBuffer> | undefined;

  const { error, stderr } = await asc.main([
    ...[name, "--outFile", "module.wasm", ...flags],
    ...memory,
    ...(relaxedSimd ? ["--enable", "relaxed-simd"] : []),
  ], {
    readFile: (path) => readSource(new URL(path, folder)),
    writeFile(_name, contents) {
      bytes = new Uint8Array(contents as Uint8Array);
    },
    listFiles: () => [],
  });
  if (error || !bytes) throw new Error(`${name}: ${stderr}`);
  return bytes;
}

/**
 * The text of a file, or null if there is none, by which the compiler looks on.
 * So that Deno can check and format them too, the sources differ from
 * AssemblyScript in three points: imports have their `.ts`, imports of types say
 * so, and the decorators that `deno fmt` takes away are comments.
 */
async function readSource(path: URL): Promise<string | null> {
  try {
    const text = await Deno.readTextFile(path);
    return text
      .replace(/^import type /gm, "import ")
      .replace(/^(.* from "[^"]+)\.ts";$/gm, '$1";')
      .replace(/^\/\/ (@inline|@unmanaged)$/gm, "$1");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
