import { type Examples, noFunction } from "../example.ts";

const numbers = () => ({ share: 0.5 });

export default {
  decide: { given: () => ({ holds: true, numbers: numbers() }) },
  onlyIf: {
    given: () => ({
      condition: "|g| = ε",
      underIt: true,
      withoutIt: false,
      numbers: numbers(),
    }),
  },
  judge: {
    given: () => ({
      criterion: { decides: "share ≈ 0.5" },
      numbers: numbers(),
    }),
  },
  isEqual: { given: () => ({ a: 0.5, b: 0.5 }) },
  isAbout: { given: () => ({ a: 0.5, wanted: 0.52 }) },
  isMuchLarger: { given: () => ({ a: 0.5, b: 0.005 }) },
  verdictKinds: noFunction,
  verdictKind: { given: () => ({ verdict: "holds" }) },
  decided: {
    given: () => ({
      claims: [{
        id: "X01",
        document: "one",
        place: "here",
        statement: "words",
        because: "{share}",
      }],
      decisions: { X01: { verdict: "holds", numbers: numbers() } },
    }),
  },
  inDigits: { given: () => ({ numbers: numbers(), digits: 3 }) },
} satisfies Examples;
