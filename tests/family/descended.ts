import { type Rule, type Step, steps } from "adam/family";

/** The last of `count` steps down a function, whose gradient at each weight is given. */
export function descended<Weight, Options, Taken extends Step<Weight>>(
  rule: Rule<Weight, Options, Taken>,
  gradientAt: (weight: NoInfer<Weight>) => NoInfer<Weight>,
  options: Options & { weight: NoInfer<Weight> },
  count: number,
): Taken {
  let weight: Weight = options.weight;
  let last: Taken;
  function* gradients() {
    for (let step = 1; step <= count; step++) yield gradientAt(weight);
  }
  for (last of steps(rule, gradients(), options)) ({ weight } = last);
  return last!;
}
