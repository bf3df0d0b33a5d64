/**
 * The script of the worker that trains for a page.
 *
 * @module
 */
import { type Page, trainInWorker } from "./train_in_worker.ts";

trainInWorker(self as unknown as Page);
