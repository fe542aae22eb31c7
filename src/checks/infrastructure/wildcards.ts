/** What a statement allows that is more than anyone needs. */
import type { Statement } from './policy-statements.ts';

/** The action that stands for all of them, or for all of a service, where it holds on everything; null where none does. */
export function wildAction({ actions, resources }: Statement): string | null {
  const everywhere = resources.some((one) => one === '*' || one === '*:*' || /^arn:aws[\w-]{0,10}:\*/.test(one));
  if (!everywhere) return null;
  return actions.find(isEveryAction) ?? actions.find(isWholeService) ?? null;
}

export function isWild(statement: Statement): boolean {
  return statement.allows && wildAction(statement) !== null;
}

export function isEveryAction(action: string): boolean {
  return action === '*' || action === '*:*';
}

/** `s3:*`; `s3:Get*` is a choice. */
function isWholeService(action: string): boolean {
  return /^[a-z0-9-]{1,60}:\*$/.test(action);
}
