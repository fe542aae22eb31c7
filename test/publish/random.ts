/** Park and Miller's minimal standard generator: the same seed makes the same test. */
export interface Random {
  /** From 0 to `most`, both included. */
  upTo(most: number): number;
  chance(probability: number): boolean;
  one<T>(items: readonly T[]): T;
}

export function randomFrom(seed: number): Random {
  let state = (seed * 7_919 + 17) % 2_147_483_647;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return {
    upTo: (most) => Math.floor(next() * (most + 1)),
    chance: (probability) => next() < probability,
    one: <T>(items: readonly T[]) => items[Math.floor(next() * items.length)] as T,
  };
}
