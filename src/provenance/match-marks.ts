/** Compares what someone wrote with the tables of marks. Knows no tool: everything about tools is in `tools/`. */
import type { SignalSource } from '#domain/provenance.ts';
import type { Account } from '#domain/snapshot.ts';
import type { Evidence } from './evidence.ts';
import { identityIn, type KnownIdentity } from './identity.ts';
import type { IdentityMark, IdentityRole, Mark, MarkKind, ToolMarks } from './marks.ts';
import { quotable, type TextLine } from './text-line.ts';
import { TOOLS } from './tools/all-tools.ts';
import type { Trailer } from './trailers.ts';

/** Trailers whose value names someone who wrote part of the change. A review or a report is no authorship. */
const NAMING_KEYS: ReadonlySet<string> = new Set([
  'co-authored-by',
  'co-developed-by',
  'authored-by',
  'assisted-by',
  'generated-by',
  'ai-assisted-by',
  'ai-generated-by',
  'signed-off-by',
]);

interface Marked<Kind extends MarkKind> {
  readonly tool: ToolMarks;
  readonly marks: readonly Extract<Mark, { readonly kind: Kind }>[];
}

/** Each tool with its marks of one kind; tools without any are left out. */
function marked<Kind extends MarkKind>(kind: Kind): readonly Marked<Kind>[] {
  return TOOLS.map((tool) => ({
    tool,
    marks: tool.marks.filter((mark): mark is Extract<Mark, { readonly kind: Kind }> => mark.kind === kind),
  })).filter(({ marks }) => marks.length > 0);
}

const IDENTITIES = marked('identity');
const ACCOUNTS = marked('account');
const TRAILERS = marked('trailer');
const BRANCHES = marked('branch');
const LINES = marked('line');
const LINKS = marked('link');
const SUBJECTS = marked('subject');

/** At most one for each tool: the strongest, which the tables name first. */
export function identityEvidence(identity: KnownIdentity, role: IdentityRole, source: SignalSource): Evidence[] {
  const text = quotable(identity.address === '' ? identity.name : `${identity.name} <${identity.address}>`);
  return IDENTITIES.flatMap(({ tool, marks }) => {
    const mark = marks.find((one) => isIdentity(one, identity, role));
    if (mark === undefined) return [];
    return [assisted(tool, mark.strength, source, text, `identity of ${role}`, modelIn(tool, identity.name))];
  });
}

function isIdentity(mark: IdentityMark, { name, address, account }: KnownIdentity, role: IdentityRole): boolean {
  if (!mark.roles.includes(role)) return false;
  if (mark.name !== undefined && !mark.name.test(name)) return false;
  const logins = mark.logins ?? [];
  if (mark.addresses.length + mark.accounts.length + logins.length === 0) return mark.name !== undefined;
  const id = account?.id ?? null;
  return (
    mark.addresses.includes(address) ||
    (id !== null && mark.accounts.includes(id)) ||
    (account !== null && logins.includes(account.login))
  );
}

export function trailerEvidence({ key, value }: Trailer, source: SignalSource): Evidence[] {
  const lower = key.toLowerCase();
  const text = quotable(`${key}: ${value}`);
  if (NAMING_KEYS.has(lower)) {
    const named = identityIn(value) ?? { name: value, address: '', account: null };
    return identityEvidence(named, 'co-author', source).map((found) => ({ ...found, text }));
  }
  return TRAILERS.flatMap(({ tool, marks }) =>
    marks
      .filter((mark) => mark.key === lower && mark.value.test(value))
      .map((mark) => assisted(tool, mark.strength, source, text, 'trailer', modelIn(tool, value))),
  );
}

/** Whole lines that a tool leaves, and links to its work. A link is evidence also where it is only introduced. */
export function lineEvidence(line: TextLine, source: SignalSource): Evidence[] {
  const found: Evidence[] = [];
  for (const { tool, marks } of line.introduced ? [] : LINES) {
    const mark = marks.find(({ text, link }) => {
      return text.test(line.text) && (link === undefined || line.links.some((url) => link.test(url)));
    });
    if (mark !== undefined) found.push(lineMark(tool, mark.strength, line, source, 'line'));
  }
  if (line.links.length === 0) return found;
  for (const { tool, marks } of LINKS) {
    const mark = marks.find(({ url }) => line.links.some((link) => url.test(link)));
    if (mark !== undefined) found.push(lineMark(tool, mark.strength, line, source, 'link'));
  }
  return found;
}

function lineMark(
  tool: ToolMarks,
  strength: Evidence['strength'],
  line: TextLine,
  source: SignalSource,
  sort: 'line' | 'link',
): Evidence {
  const text = quotable(line.text === '' ? line.links.join(' ') : line.text);
  return assisted(tool, strength, source, text, sort, modelIn(tool, line.text));
}

export function subjectEvidence(subject: string, source: SignalSource): Evidence[] {
  return SUBJECTS.flatMap(({ tool, marks }) => {
    const mark = marks.find((one) => one.pattern.test(subject));
    return mark === undefined ? [] : [assisted(tool, mark.strength, source, quotable(subject), 'subject', null)];
  });
}

/** The tools whose work these links lead to. */
export function toolsLinked(links: readonly string[]): ToolMarks[] {
  return LINKS.filter(({ marks }) => marks.some(({ url }) => links.some((link) => url.test(link)))).map(
    ({ tool }) => tool,
  );
}

const LONGEST_BRANCH = 300;

/** At most one for each tool. `branch` may carry `refs/heads/` or an owner before a colon. */
export function branchEvidence(branch: string): Evidence[] {
  const name = branch
    .slice(0, LONGEST_BRANCH)
    .replace(/^refs\/heads\//, '')
    .replace(/^[\w.-]+:/, '');
  return BRANCHES.flatMap(({ tool, marks }) => {
    const mark = marks.find((one) => one.pattern.test(name));
    return mark === undefined
      ? []
      : [assisted(tool, mark.strength, { kind: 'branch' }, quotable(name), 'branch', null)];
  });
}

/** A login counts where GitHub says that it is a bot's, or where only a bot can have it. */
export function accountEvidence(account: Account): Evidence[] {
  const login = account.login.toLowerCase();
  const isBot = account.type === 'Bot' || (account.type === 'unknown' && login.endsWith('[bot]'));
  return ACCOUNTS.flatMap(({ tool, marks }) => {
    const mark = marks.find(
      ({ ids, logins }) => (account.id !== null && ids.includes(account.id)) || (isBot && logins.includes(login)),
    );
    const source: SignalSource = { kind: 'pull-request-author' };
    return mark === undefined ? [] : [assisted(tool, mark.strength, source, quotable(account.login), 'account', null)];
  });
}

function assisted(
  tool: ToolMarks,
  strength: Evidence['strength'],
  source: SignalSource,
  text: string,
  sort: string,
  model: string | null,
): Evidence {
  return { says: 'assisted', tool: tool.tool, model, strength, source, text, sort };
}

export function modelIn(tool: ToolMarks, text: string): string | null {
  return tool.model?.exec(text.slice(0, 400))?.[0] ?? null;
}
