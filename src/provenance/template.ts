/**
 * The part of a pull request template that asks whether AI helped, and its parser: what this writes, this reads back
 * exactly. A box that is not ticked says nothing, nor does one in a comment, in code or in a quote.
 */
import { bodyBlocks, type BodyBlock } from './body-blocks.ts';
import { toolsNamed, type NamedTool } from './tool-names.ts';

const NONE = 'No AI tools were used for this change.';
const SOME = 'AI tools were used:';

/** For `.github/pull_request_template.md`; `countersign init` writes it. */
export const PULL_REQUEST_TEMPLATE = `## What and why

<!-- What changes, and what it is for. -->

## AI assistance

<!-- Tick one of the two. If tools were used, name them after the colon. -->

- [ ] ${NONE}
- [ ] ${SOME} <!-- such as Claude Code, Cursor, GitHub Copilot -->
`;

export interface TemplateDeclaration {
  /** `both`: two boxes that contradict each other. `unticked`: the question is there and not answered. */
  readonly state: 'assisted' | 'denied' | 'both' | 'unticked' | 'absent';
  /** What stands after the colon of the ticked box. */
  readonly tools: readonly NamedTool[];
  /** The ticked boxes, with their lines in the body. */
  readonly ticked: readonly { readonly says: 'assisted' | 'denied'; readonly line: number; readonly text: string }[];
}

/** What a pull request's body says in the words of our template, wherever in it they stand. */
export function parseDeclaration(body: string): TemplateDeclaration {
  return declarationIn(bodyBlocks(body));
}

/** The same, of a body that is parsed already. */
export function declarationIn(blocks: readonly BodyBlock[]): TemplateDeclaration {
  const boxes = blocks.filter(isTemplateBox);
  const ticked = boxes
    .filter((box) => box.task === 'ticked')
    .map((box) => {
      const says: 'assisted' | 'denied' = box.text === NONE ? 'denied' : 'assisted';
      return { says, line: box.lines[0]?.number ?? 1, text: box.text };
    });
  const used = ticked.find((box) => box.says === 'assisted');
  const tools = used === undefined ? [] : toolsNamed(used.text.slice(SOME.length));
  if (boxes.length === 0) return { state: 'absent', tools, ticked };
  const denied = ticked.some((box) => box.says === 'denied');
  if (used === undefined) return { state: denied ? 'denied' : 'unticked', tools, ticked };
  return { state: denied ? 'both' : 'assisted', tools, ticked };
}

/** Whether a block is one of the template's two lines, ticked or not. */
export function isTemplateBox(block: BodyBlock): boolean {
  return block.task !== null && (block.text === NONE || block.text.startsWith(SOME));
}
