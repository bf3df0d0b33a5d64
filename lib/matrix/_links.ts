/**
 * Which of many things are joined, through however many others.
 *
 * @module
 */

/** Disjoint sets of the numbers from 0, which grow together (union-find). */
export class Links {
  readonly #parents: Uint32Array;

  constructor(count: number) {
    this.#parents = Uint32Array.from({ length: count }, (_, i) => i);
  }

  areJoined(one: number, other: number): boolean {
    return this.#root(one) === this.#root(other);
  }

  /** The smaller root stays, so that a set is named by its first member. */
  join(one: number, other: number): void {
    const [a, b] = [this.#root(one), this.#root(other)];
    this.#parents[Math.max(a, b)] = Math.min(a, b);
  }

  /** The sets of two or more, in the order of their first members. */
  groups(): number[][] {
    const groups = new Map<number, number[]>();
    for (let i = 0; i < this.#parents.length; i++) {
      const root = this.#root(i);
      if (root === i) continue;
      const group = groups.get(root);
      if (group) group.push(i);
      else groups.set(root, [root, i]);
    }
    return [...groups.values()].sort(([a], [b]) => a! - b!);
  }

  #root(i: number): number {
    const parents = this.#parents;
    while (parents[i] !== i) {
      const above = parents[parents[i]!]!;
      parents[i] = above;
      i = above;
    }
    return i;
  }
}
