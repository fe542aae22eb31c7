/** What rules are called with, from what was gathered. */
import { linkProgram } from '#analysis/dataflow/link.ts';
import type { ManifestFacts } from '#analysis/manifest-facts.ts';
import type { ModuleFacts } from '#analysis/module-facts.ts';
import type { ConfigFile, InputsByNeed } from '#checks/rule-inputs.ts';
import type { FileVersion } from '#domain/change.ts';
import type { Side } from '#domain/span.ts';
import type { Gathered } from '#review/gather/gathered.ts';

export function inputsOf(gathered: Gathered): InputsByNeed {
  const { changes, secrets } = gathered.snapshot;
  const base = programOf(gathered, 'base');
  const head = programOf(gathered, 'head');
  const renames = new Map<string, string>();
  for (const { base: from, head: to } of changes) {
    if (from !== null && to !== null && from.path !== to.path) renames.set(from.path, to.path);
  }
  const configuration = [...configFilesOf(gathered, 'base'), ...configFilesOf(gathered, 'head')];
  const secretsOn = (side: Side) => ({ side, secrets: secrets.filter(({ place }) => place.side === side) });
  return {
    program: [
      { side: 'base', program: base },
      { side: 'head', program: head },
    ],
    'program-change': [{ base, head, renames }],
    terraform: configuration.filter((file) => file.facts.format === 'terraform'),
    workflow: configuration.filter((file) => isWorkflow(file.path)),
    manifest: manifestsOf(gathered),
    secrets: [secretsOn('base'), secretsOn('head')],
  };
}

function programOf({ facts, resolve, snapshot }: Gathered, side: Side) {
  const modules = new Map<string, ModuleFacts>();
  for (const [path, own] of facts[side]) if (own.kind === 'module') modules.set(path, own);
  const changedLines = new Map(
    snapshot.changes.flatMap((change) => {
      const version = change[side];
      return version === null ? [] : [[version.path, (change.hunks ?? []).map((hunk) => hunk[side])] as const];
    }),
  );
  return linkProgram({ side, modules, changedLines, resolve: resolve[side] });
}

function configFilesOf({ facts, snapshot }: Gathered, side: Side): ConfigFile[] {
  return snapshot.changes.flatMap((change) => {
    const path = change[side]?.path;
    const own = path === undefined ? undefined : facts[side].get(path);
    return path !== undefined && own?.kind === 'configuration' ? [{ side, path, facts: own }] : [];
  });
}

function manifestsOf({ facts, snapshot }: Gathered): InputsByNeed['manifest'] {
  const on = (side: Side, version: FileVersion | null): ManifestFacts | null => {
    const own = version === null ? undefined : facts[side].get(version.path);
    return own?.kind === 'manifest' ? own : null;
  };
  return snapshot.changes.flatMap((change) => {
    const sides = { base: on('base', change.base), head: on('head', change.head) };
    const path = (change.head ?? change.base)?.path ?? '';
    return sides.base === null && sides.head === null ? [] : [{ path, ...sides }];
  });
}

function isWorkflow(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) || /(?:^|\/)action\.ya?ml$/.test(path);
}
