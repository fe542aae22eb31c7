/** What one commit says about who wrote it: its author and committer, its trailers, the lines that tools leave. */
import type { SignalSource } from '#domain/provenance.ts';
import type { Commit } from '#domain/snapshot.ts';
import { automationAuthor } from './automation.ts';
import type { Evidence } from './evidence.ts';
import { knownIdentity } from './identity.ts';
import { bodyBlocks } from './body-blocks.ts';
import { identityEvidence, lineEvidence, subjectEvidence, trailerEvidence } from './match-marks.ts';
import { messageLines } from './message-lines.ts';
import { quotable } from './text-line.ts';
import { statementEvidence } from './statement-evidence.ts';
import { bodyStatements } from './statements.ts';
import { trailerStatement } from './trailer-statements.ts';
import { gitTrailers, looseTrailers, type Trailer } from './trailers.ts';

/** Commits that git makes of notes; they change no file of the project. */
const ABOUT_NOTES = /^(?:Merged notes from refs\/notes\/|Notes (?:added|removed) by 'git notes)/;

/** Of a longer message the beginning and the end are read: a title, and where trailers stand. */
export const LONGEST_MESSAGE = 262_144;

/** Without repeats, in the order author, committer, trailers, lines. Linear in the message. */
export function commitEvidence(whole: Commit): Evidence[] {
  const commit = { ...whole, message: readable(whole.message) };
  if (ABOUT_NOTES.test(commit.message)) return [];
  const source: SignalSource = { kind: 'commit', sha: commit.sha };
  const bot = automationAuthor(commit);
  const lines = messageLines(commit.message);
  const trailers = withoutRepeats([
    ...gitTrailers(commit.message.replace(/\r\n/g, '\n')),
    ...looseTrailers(lines.filter((line) => !line.introduced)),
  ]);
  return [
    ...(bot === null ? [] : [automation(bot, source, commit)]),
    ...identityEvidence(knownIdentity(commit.author), 'author', source),
    ...identityEvidence(knownIdentity(commit.committer), 'committer', source),
    ...trailers.flatMap((trailer) => spokenTrailer(trailer, source)),
    ...subjectEvidence(lines[0]?.text ?? '', source),
    ...lines.flatMap((line) => lineEvidence(line, source)),
    ...spokenStatements(commit.message, source),
  ];
}

function readable(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message;
  return `${message.slice(0, LONGEST_MESSAGE / 2)}\n\n${message.slice(-LONGEST_MESSAGE / 2)}`;
}

/** Nothing is said about AI in a message without one of these. */
const MAY_SAY = /\b(?:AI|LLMs?)\b|\b(?:used|consulted|asked|by|with|from|using|in|wrote|generated)\b/i;

/** A squash carries the text of its pull request, and people say in messages what helped them. */
function spokenStatements(message: string, source: SignalSource): Evidence[] {
  const body = message.slice(message.indexOf('\n') + 1);
  if (body.length === message.length || !MAY_SAY.test(body)) return [];
  return bodyStatements(bodyBlocks(body)).flatMap((said) => statementEvidence(said, source, said.text, 'declaration'));
}

/** A trailer's marks, or else what it declares in words. */
export function spokenTrailer(trailer: Trailer, source: SignalSource): Evidence[] {
  const marks = trailerEvidence(trailer, source);
  if (marks.length > 0) return marks;
  const statement = trailerStatement(trailer);
  return statement === null
    ? []
    : statementEvidence(statement, source, `${trailer.key}: ${trailer.value}`, 'declaration');
}

function automation(bot: string, source: SignalSource, commit: Commit): Evidence {
  const text = quotable(`${commit.author.name} <${commit.author.email}>`);
  return { says: 'automation', tool: bot, model: null, strength: 'strong', source, text, sort: 'automation' };
}

function withoutRepeats(trailers: readonly Trailer[]): Trailer[] {
  const seen = new Map<string, Trailer>();
  for (const { key, value } of trailers) {
    const id = `${key.toLowerCase()}: ${value}`;
    if (!seen.has(id)) seen.set(id, { key, value });
  }
  return [...seen.values()];
}
