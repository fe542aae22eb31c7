/** A Dockerfile as its stages, each with its instructions in order and the image that it begins with. */
import type { ConfigBlock, ConfigFacts } from '../configuration-facts.ts';

export interface Stage {
  /** The words of `FROM`: an image, or the name of an earlier stage. Variables are filled where they have a default. */
  readonly image: string;
  readonly name: string | null;
  /** The earlier stage that it goes on from; null where it begins with an image. */
  readonly base: Stage | null;
  readonly from: ConfigBlock;
  readonly instructions: readonly ConfigBlock[];
}

export function stagesOf({ blocks }: ConfigFacts): Stage[] {
  const defaults = new Map<string, string>();
  const stages: Stage[] = [];
  let instructions: ConfigBlock[] = [];
  for (const block of blocks) {
    if (block.type === 'ARG' && stages.length === 0) {
      for (const { key, value } of block.attributes) {
        if (value.kind === 'scalar' && value.value !== '') defaults.set(key, String(value.value));
      }
    }
    if (block.type === 'FROM') {
      instructions = [];
      stages.push(stageOf(block, instructions, stages, defaults));
    } else {
      instructions.push(block);
    }
  }
  return stages;
}

function stageOf(
  from: ConfigBlock,
  instructions: readonly ConfigBlock[],
  earlier: readonly Stage[],
  defaults: ReadonlyMap<string, string>,
): Stage {
  const word = (key: string): string | null => {
    const value = from.attributes.find((entry) => entry.key === key)?.value;
    return value?.kind === 'scalar' ? String(value.value) : null;
  };
  const image = fill(word('image') ?? '', defaults);
  const base = earlier.find(({ name }) => name !== null && name.toLowerCase() === image.toLowerCase()) ?? null;
  return { image, name: word('stage'), base, from, instructions };
}

/** `$NAME` and `${NAME}`, `${NAME:-default}`; what has no default stays as it is written. */
function fill(text: string, defaults: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:\{(\w{1,100})(?::-([^}]{0,200}))?\}|(\w{1,100}))/g,
    (written, braced?: string, otherwise?: string, plain?: string) =>
      defaults.get(braced ?? plain ?? '') ?? otherwise ?? written,
  );
}
