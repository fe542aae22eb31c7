/** Two texts made by one random edit script, their hunks without context, and what a diff with three lines of it shows. */
import type { Hunk } from '#domain/change.ts';
import type { Side } from '#domain/span.ts';

export type Edit = 'keep' | 'delete' | 'add';

export interface EditedFile {
  readonly base: string;
  readonly head: string;
  readonly hunks: readonly Hunk[];
  /** The hunk of the shown diff that has this line on this side; null where it is not shown. */
  shownIn(side: Side, line: number): number | null;
  readonly lines: Readonly<Record<Side, number>>;
}

const CONTEXT = 3;

export function editedFile(script: readonly Edit[]): EditedFile {
  const text: Record<Side, string[]> = { base: [], head: [] };
  const shown: Record<Side, (number | null)[]> = { base: [], head: [] };
  const hunks: Hunk[] = [];
  let run = -1;
  let wasShown = false;
  script.forEach((edit, index) => {
    const isShown = script.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some((near) => near !== 'keep');
    if (isShown && !wasShown) run += 1;
    wasShown = isShown;
    const sides: Side[] = edit === 'keep' ? ['base', 'head'] : edit === 'add' ? ['head'] : ['base'];
    if (edit !== 'keep') extend(hunks, edit, index > 0 && script[index - 1] !== 'keep', text);
    for (const side of sides) {
      text[side].push(`${edit === 'keep' ? 'same' : edit} ${String(index)}\n`);
      shown[side].push(isShown ? run : null);
    }
  });
  return {
    base: text.base.join(''),
    head: text.head.join(''),
    hunks,
    shownIn: (side, line) => shown[side][line - 1] ?? null,
    lines: { base: text.base.length, head: text.head.length },
  };
}

function extend(hunks: Hunk[], edit: 'delete' | 'add', joined: boolean, text: Record<Side, string[]>): void {
  const next = { base: text.base.length + 1, head: text.head.length + 1 };
  const last = joined ? hunks.pop() : undefined;
  const base = last?.base ?? { start: next.base, end: next.base - 1 };
  const head = last?.head ?? { start: next.head, end: next.head - 1 };
  hunks.push({
    base: edit === 'delete' ? { start: base.start, end: next.base } : base,
    head: edit === 'add' ? { start: head.start, end: next.head } : head,
  });
}
