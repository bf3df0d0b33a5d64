/**
 * What `bench/README.md` says beside its numbers.
 *
 * @module
 */

/** How the tables are meant. */
export const howToRead = `## How to read it

- n is the number of parameters, or N x V x d: positions, vocabulary and width
  of the softmax; of a training also its layers; of a product the rows of one
  matrix, those of the other, and how long they are. GFLOP/s count the products of
  matrices: 4 N V d, and those of a training with its weights and in the attention;
  of a product 2 operations for each term.
- GB/s count what a step reads and writes: 28 bytes a parameter, 20 with moments
  in bfloat16. Peers that make temporaries move more than that.
- "to best peer" is the time over that of the fastest peer at the same work, n
  and threads: below 1 it is faster than every peer. This project and the limits
  are no peers.
- "to limit" is the time over what bounds it at the same n and threads. For Adam
  that is the longer of two: a loop in WebAssembly that reads and writes as many
  bytes of the same arrays with one addition each, in the order of several that is
  fastest, and a root and a division for each parameter, which the processor has
  one unit for. For the softmax it is the same number of operations in registers.
  All are in SIMD of 128 bits: native peers have wider registers and may be below
  1; what they can multiply and add stands beside, as the fastest of their
  products of matrices. A limit that this project beats by more than 3 % stops
  the benchmark.
- "places" is in how many places of each array memory is passed through in turn:
  1 is from the first number to the last.
- A product of two matrices in float64 is summed in the order of the equation, each
  term rounded before it is added, so that it has the same bits everywhere; its
  peers promise no order, use wider registers and round a term and its sum at once.
- "spread" is the distance between the quartiles over the median. Two times
  within their spread are a tie.
- "peak MB" is by how much the process grew at most, from before its arrays
  were made until the end, in turns with the others; the first steps, which
  compile, are not looked at.
- The logits are within about 9, as at the start of a training. Larger ones make
  probabilities subnormal, for which some processors take a hundred times as long:
  that slows down all peers, but not this project.
- All start from the same numbers, and are measured only if their first steps
  give what the scalar library gives, within 1 %. The bits are compared elsewhere.
- NumPy's ufuncs have one thread. TF.js turns its threads off outside browsers.
  None of these peers offers both moments in bfloat16 beside weights in float32.`;

/** How a reader measures it. */
export const howToRepeat = `## How to repeat it

\`\`\`sh
python3 -m venv ~/peers
~/peers/bin/python -m pip install --requirement bench/peers/requirements.txt
deno task bench --python ~/peers/bin/python
\`\`\`

The table is stored in \`bench/machines/\`, in the place of the last of the same
processor. \`deno task bench --json\` prints the rows instead and writes nothing;
\`--stored\` measures nothing and writes this file anew; \`--rounds\` sets how often
each is measured. Peers that are not installed are named above
and left out. Whatever else runs on the machine counts too.`;

/** What is in the folder, in the order in which it is read. */
export const theFiles = `## The files here

In the order in which they are read; a run goes through them from above to below.

- \`bench.ts\` is the task: it measures all groups, prints, stores and writes this
  file. \`options.ts\` reads its arguments.
- \`workloads.ts\` says what is measured and on which sizes, \`implementations.ts\`
  in which programs, \`task.ts\` what one child process is told.
- \`measure_group.ts\` measures a group: \`child.ts\` starts a program and speaks with
  it, \`expected_sample.ts\` says what its numbers must be, \`interleave.ts\` has all
  run in turns, \`measurement.ts\` is what comes out.
- \`rows.ts\` makes rows of that, with \`statistics.ts\`; \`check_limits.ts\` holds
  them to their limits; \`machine.ts\` names the machine, and \`stored_runs.ts\`
  keeps a run for each in \`machines/\`.
- \`growth.ts\` is how the cost grows, \`worst.ts\` how far this project is behind at
  worst. \`table_lines.ts\` makes the cells of a table of the rows, \`table.ts\` the
  tables that are printed, \`readme.ts\` this file, with the words of \`guide.ts\`.
- \`peers/\` has the programs that are measured, each a child: \`serve.ts\` and
  \`serve.py\` speak with \`child.ts\`. \`limits/\` is the WebAssembly of the limits.`;
