/**
 * The options of a task.
 *
 * @module
 */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { Obstacle } from "./task.ts";

/**
 * Reads a command line by Node's parser.
 *
 * @param config The words and the options that there are, as `parseArgs` takes them
 * @param usage How to call the task
 * @returns The options, and the words that belong to none
 * @throws {Obstacle} If an option does not exist, or lacks its value; the usage
 * stands below
 */
export function optionsOf<Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Obstacle(`${(error as Error).message}\n\n${usage}`);
  }
}
