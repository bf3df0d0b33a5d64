/** A model that trains in no time: the settings of `trainingRun` that differ from their defaults. */
export const small = {
  layers: 1,
  width: 8,
  feedForward: 12,
  vocabulary: 30,
  deadTokens: 10,
  batch: 2,
  sequenceLength: 8,
};
