/** `Name <address>`, and what GitHub's noreply addresses say about an account. */
import type { Identity } from '#domain/snapshot.ts';

/** Parts in lower case but the name. `account` is null where the address is not GitHub's noreply one with an id. */
export interface KnownIdentity {
  readonly name: string;
  readonly address: string;
  readonly account: { readonly id: number | null; readonly login: string } | null;
}

const NOREPLY = /^(?:(\d{1,15})\+)?([^@+\s]{1,100})@users\.noreply\.github\.com$/;

export function knownIdentity({ name, email }: Identity): KnownIdentity {
  const address = email.trim().toLowerCase();
  const noreply = NOREPLY.exec(address);
  const account =
    noreply === null ? null : { id: noreply[1] === undefined ? null : Number(noreply[1]), login: noreply[2] ?? '' };
  return { name: name.trim(), address, account };
}

/** Someone named in a trailer, with or without brackets around the address; null where there is no address. */
export function identityIn(value: string): KnownIdentity | null {
  const match = /^([^<>]{0,200}?)[\s<(]*([^\s<>()@]{1,150}@[^\s<>()@]{1,150})[>)]?/.exec(value.slice(0, 400).trim());
  if (match === null) return null;
  return knownIdentity({ name: (match[1] ?? '').replace(/^["'\s]+|["'\s,]+$/g, ''), email: match[2] ?? '' });
}
