/**
 * The script of a page without controls, in which tests train.
 *
 * @module
 */
import { liveTraining } from "../../lib/show/explorable/training/live_training.ts";

Object.assign(self, { liveTraining });
