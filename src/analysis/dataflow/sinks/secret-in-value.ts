/** Whether a value is made of a secret, as far as its own function shows: for rules that ask about what a call is given. */
import { nameOf, operandsOf } from '../link/operands.ts';
import { nodeOf, type Program, type ValueRef } from '../link/program.ts';
import { isSecretName } from '../models/secret-names.ts';
import { localNames } from '../taint/value-names.ts';
import type { FlowState, Source } from '../taint/flow-state.ts';
import { wordsOf } from '../models/access-words.ts';
import { secretSource } from './secret-sources.ts';

/** The secret that a value is, or is made of; null where none is seen. What a call gives is not what it was given. */
export function secretIn(program: Program, value: ValueRef): Source | null {
  for (const part of operandsOf(value, { throughCalls: false })) {
    const source = secretSource(program, stateAt(part));
    if (source !== null) return source;
  }
  return null;
}

/** The same, of secrets that people choose and remember. */
export function passwordIn(program: Program, value: ValueRef): Source | null {
  const found = secretIn(program, value);
  if (found !== null) return found.kind === 'named' && isPasswordName(found.text) ? found : null;
  for (const at of operandsOf(value, { throughCalls: false })) {
    // A constant is no secret to a log, but hashed as one it is a password.
    const text = [nameOf(at, at.node), ...localNames(program, at, at.node)].find(isPasswordVariable);
    if (text !== undefined) return { text, at, span: nodeOf(at).span, certainty: 'likely', kind: 'named' };
  }
  return null;
}

function isPasswordVariable(name: string): boolean {
  return isSecretName(name) && isPasswordName(name);
}

/** `password`, `user.passwd`, `req.body.newPassword`, `passphrase`. */
export function isPasswordName(text: string): boolean {
  const last = text.split(/[.('[\]]+/).findLast((part) => part !== '') ?? '';
  return wordsOf(last).some((word) => /^(?:password|passwd|pwd|passphrase|passcode|pin)$/.test(word));
}

function stateAt(at: ValueRef): FlowState {
  return { at, path: [], context: null, anchor: null, step: { kind: 'same' }, calls: 0, towards: null };
}
