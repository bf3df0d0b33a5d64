/**
 * WebAssembly kernels on several threads over one memory: how `adam/vector` and
 * `adam/training` call theirs. No user needs it, so it has no import name.
 *
 * @module
 */
export * from "./engine.ts";
export * from "./kernel_set.ts";
export * from "./memory.ts";
export * from "./plans.ts";
