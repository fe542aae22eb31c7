/**
 * A Dockerfile as configuration facts: one block an instruction, its words as they stand, what `FROM`, `ENV` and `ARG`
 * say as attributes. Heredocs belong to their instruction. Never throws; a text without an instruction is broken.
 */
import { type Arg, DockerfileParser, type Env, type From, type Instruction } from 'dockerfile-ast';
import type { Span } from '#domain/span.ts';
import type { ConfigBlock, ConfigEntry, ConfigFacts } from '../../configuration-facts.ts';
import { MAX_BROKEN, MAX_COMMENT_TEXT, MAX_COMMENTS } from '../../configuration/limits.ts';
import { createPositions } from '../../configuration/positions.ts';
import { EXTRACTOR_VERSION } from '../../module-facts.ts';

/** Instructions kept of one file, and characters kept of one instruction's words. */
const MAX_INSTRUCTIONS = 2_000;
const MAX_WORDS = 20_000;

const KEYWORDS =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;

export function extractDockerfile(text: string): ConfigFacts {
  const file = DockerfileParser.parse(text);
  const instructions = file.getInstructions();
  const broken: ConfigFacts['broken'][number][] = [];
  const fail = (span: Span, reason: string): void => {
    if (broken.length < MAX_BROKEN) broken.push({ span, reason });
  };
  const blocks: ConfigBlock[] = [];
  for (const instruction of instructions) {
    const span = spanOf(instruction.getRange());
    if (blocks.length >= MAX_INSTRUCTIONS) {
      fail(span, `more than ${MAX_INSTRUCTIONS} instructions`);
      break;
    }
    if (KEYWORDS.test(instruction.getKeyword())) blocks.push(blockOf(instruction));
    else fail(span, 'not an instruction');
  }
  return {
    kind: 'configuration',
    version: EXTRACTOR_VERSION,
    format: 'dockerfile',
    lineCount: createPositions(text).lineCount,
    documents: [],
    blocks,
    comments: file
      .getComments()
      .slice(0, MAX_COMMENTS)
      .map((comment) => ({
        text: comment.getContent().slice(0, MAX_COMMENT_TEXT),
        span: spanOf(comment.getRange()),
      })),
    broken,
  };
}

function blockOf(instruction: Instruction): ConfigBlock {
  const span = spanOf(instruction.getRange());
  const words = instruction.getRawArgumentsContent() ?? '';
  const range = instruction.getArgumentsRange();
  return {
    type: instruction.getKeyword(),
    labels: [words.slice(0, MAX_WORDS)],
    attributes: [...attributesOf(instruction)],
    blocks: [],
    span,
    // Where the words stand, which is where something in them is found.
    headerSpan: range === null ? span : spanOf(range),
  };
}

function* attributesOf(instruction: Instruction): Generator<ConfigEntry> {
  const keyword = instruction.getKeyword();
  if (keyword === 'FROM') {
    const from = instruction as From;
    yield* entry('image', from.getImage(), from.getImageRange());
    yield* entry('stage', from.getBuildStage(), from.getBuildStageRange());
  } else if (keyword === 'ENV' || keyword === 'ARG') {
    const properties = keyword === 'ENV' ? (instruction as Env).getProperties() : [(instruction as Arg).getProperty()];
    for (const property of properties) {
      if (property !== null) {
        yield* entry(property.getName(), property.getValue() ?? '', property.getValueRange() ?? property.getRange());
      }
    }
  }
}

function* entry(key: string, value: string | null, range: Range | null): Generator<ConfigEntry> {
  if (value === null || range === null) return;
  const span = spanOf(range);
  yield { key, keySpan: span, value: { kind: 'scalar', value, span } };
}

type Range = ReturnType<Instruction['getRange']>;

/** The library counts lines and columns from 0. */
function spanOf({ start, end }: Range): Span {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
