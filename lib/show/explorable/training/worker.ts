/**
 * The script of the worker that trains for a page.
 *
 * @module
 */
import { trainInWorker } from "./train_in_worker.ts";

trainInWorker(self as unknown as Parameters<typeof trainInWorker>[0]);
