/**
 * The script of a page without controls, in which tests train.
 *
 * @module
 */
import { trainingRun } from "../../lib/training/mod.ts";
import { liveTraining } from "../../lib/show/explorable/training/live_training.ts";

declare global {
  var liveTraining:
    typeof import("../../lib/show/explorable/training/live_training.ts").liveTraining;
  var trainingRun: typeof import("../../lib/training/mod.ts").trainingRun;
}

Object.assign(globalThis, { liveTraining, trainingRun });
