/** What a rule can ask for, by kind. The key is the rule's `needs`; the engine brings the values. */
import type { ConfigFacts } from '#analysis/configuration-facts.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import type { InfrastructureFile } from '#analysis/infrastructure/link.ts';
import type { InstructionFacts } from '#analysis/instruction-facts.ts';
import type { ManifestFacts } from '#analysis/manifest-facts.ts';
import type { Program } from '#analysis/dataflow/link/program.ts';
import type { DependencyChange } from './dependency-change.ts';
import type { SecretFact } from '#domain/snapshot.ts';
import type { Side } from '#domain/span.ts';
import type { CodePolicy } from '#policy/code-policy.ts';
import type { AiUse } from './agents/ai-use.ts';

/** An input of a state need carries its `side`; one that is about a single file carries its `path`. */
export interface RuleInputs {
  /** State: the linked modules of one side; rules look at `program.changed`. */
  readonly program: { readonly side: Side; readonly program: Program };
  /** State: the same, with what policy asks of code, and whether AI assisted the change. */
  readonly 'governed-program': {
    readonly side: Side;
    readonly program: Program;
    readonly policy: CodePolicy;
    readonly assisted: boolean;
  };
  /** Change: both sides. `renames` leads from the path in base to the path in head, for files that moved. */
  readonly 'program-change': {
    readonly base: Program;
    readonly head: Program;
    readonly renames: ReadonlyMap<string, string>;
  };
  /** State: each changed file of one side that asks for infrastructure, with what stands around it. */
  readonly infrastructure: InfrastructureFile & { readonly side: Side };
  /**
   * Change: the same of both sides; a side is null where the file was added, removed or could not be read. `headScope` is
   * what stands around it afterwards, also where the file is gone.
   */
  readonly 'infrastructure-change': {
    readonly path: string;
    readonly base: InfrastructureFile | null;
    readonly head: InfrastructureFile | null;
    readonly headScope: readonly Resource[];
  };
  /** State: each changed GitHub Actions workflow or action of one side. */
  readonly workflow: ConfigFile;
  /** Change: each changed package manifest; a side is null where the file was added, removed or could not be read. */
  readonly manifest: {
    readonly path: string;
    readonly base: ManifestFacts | null;
    readonly head: ManifestFacts | null;
  };
  /** Change: each changed manifest or lockfile, with the packages that it brings and what is known of them. */
  readonly dependencies: DependencyChange;
  /** State: each changed configuration file of coding agents, of one side. */
  readonly 'agent-settings': ConfigFile & {
    /** Whether the policy allows a server, by its package, image or address; null where the policy names none. */
    readonly allowsServer: ((identity: string) => boolean) | null;
  };
  /** Change: each changed configuration file of coding agents; `head` is null where it is gone or could not be read. */
  readonly 'agent-servers': {
    readonly path: string;
    readonly base: { readonly path: string; readonly facts: ConfigFacts } | null;
    readonly head: ConfigFacts | null;
  };
  /** Change: what changed files use of AI, before and after. */
  readonly 'ai-use': {
    readonly base: readonly { readonly path: string; readonly use: AiUse }[];
    readonly head: readonly { readonly path: string; readonly use: AiUse }[];
  };
  /** State: each changed text that is written for coding agents, of one side. */
  readonly instructions: { readonly side: Side; readonly path: string; readonly facts: InstructionFacts };
  /** State: what the secret scanner saw on one side. */
  readonly secrets: { readonly side: Side; readonly secrets: readonly SecretFact[] };
}

export type Need = keyof RuleInputs;

export interface ConfigFile {
  readonly side: Side;
  readonly path: string;
  readonly facts: ConfigFacts;
}

/** Everything that can be asked for, gathered once a review: for each need, each input a rule is called with. */
export type InputsByNeed = { readonly [N in Need]: readonly RuleInputs[N][] };

/** Which needs describe a state, and so are run on both sides and compared. */
export const STATE_NEEDS: ReadonlySet<Need> = new Set([
  'program',
  'governed-program',
  'infrastructure',
  'workflow',
  'secrets',
  'agent-settings',
  'instructions',
]);

/** All needs, in the order in which they are listed to people. */
export const NEEDS: readonly Need[] = [
  'program',
  'governed-program',
  'program-change',
  'infrastructure',
  'infrastructure-change',
  'workflow',
  'manifest',
  'dependencies',
  'secrets',
  'agent-settings',
  'agent-servers',
  'instructions',
  'ai-use',
];
