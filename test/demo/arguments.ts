/** What the demo is asked for. */
import { parseArgs } from 'node:util';

export interface DemoArguments {
  /** Ends by itself. */
  readonly once: boolean;
  /** A repository of this machine in place of the demo's own. */
  readonly local: { readonly dir: string; readonly base: string; readonly head: string } | null;
}

export const USAGE = `npm run demo                                          the demo, served until it is stopped
npm run demo -- --once                                ends by itself; 0 when the reviews are as expected
npm run demo -- --repo DIR --base REV [--head REV]    the same way for a repository of yours; nothing is written there
`;

/** Null where it is not understood. */
export function demoArguments(args: readonly string[]): DemoArguments | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        once: { type: 'boolean', default: false },
        repo: { type: 'string' },
        base: { type: 'string' },
        head: { type: 'string' },
      },
    });
    const { once, repo, base, head } = values;
    if (repo === undefined) return base === undefined && head === undefined ? { once, local: null } : null;
    return base === undefined ? null : { once, local: { dir: repo, base, head: head ?? 'HEAD' } };
  } catch {
    return null;
  }
}
