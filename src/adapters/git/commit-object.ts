/** Reads a commit as it is stored. Whatever it holds, a commit comes out: text is decoded leniently, dates are bounded. */
import type { Commit, Identity } from '#domain/snapshot.ts';

export function parseCommit(sha: string, bytes: Uint8Array): Commit {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const split = buffer.indexOf('\n\n');
  const headers = readHeaders(buffer.subarray(0, split === -1 ? buffer.length : split));
  const decode = decoder(headers.get('encoding')?.[0]?.toString('latin1'));
  const author = readSignature(decode(headers.get('author')?.[0]));
  const committer = readSignature(decode(headers.get('committer')?.[0]));
  return {
    sha,
    parents: (headers.get('parent') ?? []).map((parent) => parent.toString('latin1')),
    author: author.identity,
    committer: committer.identity,
    authoredAt: author.at,
    message: split === -1 ? '' : decode(buffer.subarray(split + 2)),
  };
}

/** A line that starts with a space goes on where the one before ended; those belong to signatures, and are left out. */
function readHeaders(head: Buffer): Map<string, Buffer[]> {
  const headers = new Map<string, Buffer[]>();
  for (let at = 0; at < head.length;) {
    const newline = head.indexOf(0x0a, at);
    const line = head.subarray(at, newline === -1 ? head.length : newline);
    at += line.length + 1;
    const space = line.indexOf(0x20);
    if (space < 1) continue;
    const name = line.toString('latin1', 0, space);
    const values = headers.get(name);
    if (values === undefined) headers.set(name, [line.subarray(space + 1)]);
    else values.push(line.subarray(space + 1));
  }
  return headers;
}

type Decode = (bytes: Buffer | undefined) => string;

function decoder(encoding: string | undefined): Decode {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  let named = utf8;
  try {
    if (encoding !== undefined) named = new TextDecoder(encoding.trim(), { ignoreBOM: true });
  } catch {
    // A name that nobody knows: read as if it were not there.
  }
  return (bytes) => (bytes === undefined ? '' : named.decode(bytes));
}

/** `Name <mail> 1900000000 +0100`, of which any part may be missing. */
function readSignature(text: string): { identity: Identity; at: string } {
  const open = text.indexOf('<');
  const close = text.lastIndexOf('>');
  const bracketed = open !== -1 && close > open;
  const identity = {
    name: (open === -1 ? text : text.slice(0, open)).trim(),
    email: bracketed ? text.slice(open + 1, close).trim() : '',
  };
  const seconds = /^\s*(-?\d{1,15})\b/.exec(bracketed ? text.slice(close + 1) : '');
  return { identity, at: isoDate(Number(seconds?.[1] ?? 0)) };
}

function isoDate(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}
