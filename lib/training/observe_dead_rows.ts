/**
 * Which dead rows still move, and since which step the others stand still.
 *
 * @module
 */
import { countSoFar, nonNegative, sameAs } from "../_demands.ts";
import { requireNumber, requireNumbers } from "../_require.ts";
import { required, settingsOf } from "../_settings.ts";
import { type DeadRows, deadRowsOf } from "./_dead_rows.ts";
import type { TrainingRun } from "./_run.ts";

/** What was seen of the dead rows: an entry for each of them. */
export interface DeadRowCensus {
  /** The last step that changed a number of the row; 0 if none did. */
  lastChange: number[];
  /** How many ulps the numbers of the row moved in total, up and down. */
  ulps: number[];
}

/** Looks at the dead rows of a training. */
export interface DeadRowObserver {
  /** Looks at what the last step changed; call it after each step. Returns the share of the rows' numbers that it did not change. */
  look(): number;
  /** What was seen so far. */
  census(): DeadRowCensus;
}

/**
 * Observes the dead rows of the output matrix from here on: for each of them the
 * last step $T$ that changed it, and how far its $d$ numbers moved up to there,
 *
 * $$\sum_{t \le T} \sum_{j=1}^d
 * \frac{|w_{t,j} - w_{t-1,j}|}{\operatorname{ulp}(w_{t-1,j})}$$
 *
 * so that its pace was that sum divided by $T d$. In `mixed` these are the
 * weights in binary32 that the optimizer moves, not their copies in bfloat16.
 *
 * @param run The training
 * @param before What was seen of it before, if the training was continued
 * @returns The observer
 * @throws {RangeError} If the training has no dead tokens, or `before` has
 * another number of entries or one out of range
 * @throws {TypeError} If `run` is not a training, or `before` not a census
 * @example Updates of 1e-9 are far below half an ulp of a weight in bfloat16
 * ```ts
 * import { observeDeadRows, trainingRun } from "adam/training";
 * import { assertEquals } from "@std/assert";
 *
 * const small = { layers: 1, width: 8, vocabulary: 40, deadTokens: 10, batch: 2, sequenceLength: 8 };
 * using run = await trainingRun({ ...small, storage: "bf16", learningRate: 1e-9 });
 * const observer = observeDeadRows(run);
 * for (const { deadStill } of run.steps(5)) {
 *   assertEquals([observer.look(), deadStill], [1, 1]);
 * }
 * assertEquals(observer.census().lastChange, Array(10).fill(0));
 * ```
 */
export function observeDeadRows(
  run: TrainingRun,
  before?: DeadRowCensus,
): DeadRowObserver {
  const action = "observe dead rows";
  const rows = deadRowsOf(action, run);
  const zeros = Array<number>(rows.count).fill(0);
  const none = { lastChange: zeros, ulps: zeros };
  const seen = before === undefined ? none : censusOf(action, before, rows);
  const { lastChange, ulps } = copyOf(seen);
  const old = rows.weights.slice();
  return {
    look() {
      let changed = 0;
      for (let i = 0; i < old.length; i++) {
        const [from, to] = [old[i]!, rows.weights[i]!];
        if (to === from) continue;
        const row = Math.floor(i / rows.width);
        lastChange[row] = run.stepsTaken;
        ulps[row]! += Math.abs(to - from) / rows.spacing(from);
        changed++;
      }
      old.set(rows.weights);
      return 1 - changed / old.length;
    },
    census: () => copyOf({ lastChange, ulps }),
  };
}

function copyOf({ lastChange, ulps }: DeadRowCensus): DeadRowCensus {
  return { lastChange: [...lastChange], ulps: [...ulps] };
}

/** The census that was passed, if it is one of these rows. */
function censusOf(
  action: string,
  before: DeadRowCensus,
  { count }: DeadRows,
): DeadRowCensus {
  const both: DeadRowCensus = { lastChange: required, ulps: required };
  const census = settingsOf(action, both, before, "before");
  const entries = { lastChange: countSoFar, ulps: nonNegative };
  for (const name of ["lastChange", "ulps"] as const) {
    const values = census[name];
    requireNumbers(action, `before.${name}`, values, entries[name]);
    const demand = sameAs("the dead rows", count);
    requireNumber(action, `before.${name}.length`, values.length, demand);
  }
  return census;
}
