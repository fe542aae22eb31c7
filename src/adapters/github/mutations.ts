/**
 * Many small changes in one GraphQL document. GitHub carries them out in turn, and goes on after one that fails; what it
 * does not confirm is tried by itself, by REST where there is a way.
 */
import type { Installation } from './github-app.ts';
import { isGitHubError } from './github-error.ts';

export interface Mutation {
  /** `minimizeComment` */
  readonly field: string;
  /** `MinimizeCommentInput!` */
  readonly inputType: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What it changes may be gone by now, and then nothing is to be done. */
  readonly mayBeGone: boolean;
  /** Another way to the same, where there is one. */
  readonly byRest: (() => Promise<void>) | null;
}

/** Far more than a review has; the schema's own limits are beyond it. */
const A_DOCUMENT = 40;

/** In their order. @throws GitHubError where GitHub asks to wait or gave no answer: some may have been carried out then */
export async function carryOutMutations(installation: Installation, mutations: readonly Mutation[]): Promise<void> {
  for (let from = 0; from < mutations.length; from += A_DOCUMENT) {
    const some = mutations.slice(from, from + A_DOCUMENT);
    // The last first: a draft has to be submitted before comments can be added to the pull request by themselves.
    for (const mutation of (await unconfirmed(installation, some)).toReversed()) await alone(installation, mutation);
  }
}

async function alone(installation: Installation, mutation: Mutation): Promise<void> {
  if (mutation.byRest !== null) {
    await mutation.byRest();
    return;
  }
  const [left] = await unconfirmed(installation, [mutation]);
  if (left !== undefined) installation.log.warn({ mutation: mutation.field }, 'GitHub did not carry out a mutation');
}

async function unconfirmed({ github }: Installation, mutations: readonly Mutation[]): Promise<readonly Mutation[]> {
  try {
    const { data, errors } = await github.graphql(documentOf(mutations), variablesOf(mutations));
    const gone = new Set(errors.filter(({ type }) => type === 'NOT_FOUND').map(({ alias }) => alias));
    return mutations.filter(({ mayBeGone }, index) => {
      const alias = `m${index}`;
      return data[alias] == null && !(mayBeGone && gone.has(alias));
    });
  } catch (error) {
    // The document as a whole: nothing of it was done.
    if (isGitHubError(error, 'refused', 'not-found', 'forbidden')) return mutations;
    throw error;
  }
}

function documentOf(mutations: readonly Mutation[]): string {
  const variables = mutations.map(({ inputType }, index) => `$i${index}: ${inputType}`).join(', ');
  const fields = mutations.map(({ field }, index) => `m${index}: ${field}(input: $i${index}) { clientMutationId }`);
  return `mutation (${variables}) {\n  ${fields.join('\n  ')}\n}`;
}

function variablesOf(mutations: readonly Mutation[]): Record<string, unknown> {
  return Object.fromEntries(mutations.map(({ input }, index) => [`i${index}`, input]));
}
