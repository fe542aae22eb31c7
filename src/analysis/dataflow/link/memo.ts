/** What a program has been asked before. Answers are pure, so remembering them changes cost alone. */

export interface Memo {
  /**
   * The answer of `compute` to this question about this key (and, where a key has many, this index of it), computed once.
   * Asked again while it is being computed, as recursion does, it answers `meanwhile`. What `compute` throws is thrown,
   * and not remembered.
   */
  once<T>(question: string, key: object, index: number, meanwhile: T, compute: () => T): T;
}

export function createMemo(): Memo {
  const questions = new Map<string, WeakMap<object, Map<number, unknown>>>();
  return {
    once<T>(question: string, key: object, index: number, meanwhile: T, compute: () => T): T {
      const answers = entry(
        entry(questions, question, () => new WeakMap<object, Map<number, unknown>>()),
        key,
        () => new Map<number, unknown>(),
      );
      if (answers.has(index)) return answers.get(index) as T;
      answers.set(index, meanwhile);
      try {
        const answer = compute();
        answers.set(index, answer);
        return answer;
      } catch (error) {
        // What was to hold meanwhile is no answer: whoever asks next must not take it for one.
        answers.delete(index);
        throw error;
      }
    },
  };
}

interface MapLike<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

function entry<K, V>(map: MapLike<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
