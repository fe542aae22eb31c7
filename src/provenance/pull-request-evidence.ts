/** What a pull request says: its author's account, its branch, and its body with footers, trailers and statements. */
import type { PullRequest } from '#domain/snapshot.ts';
import { automationAccount } from './automation.ts';
import { bodyBlocks } from './body-blocks.ts';
import { spokenTrailer } from './commit-evidence.ts';
import type { Evidence } from './evidence.ts';
import { labelEvidence } from './label-evidence.ts';
import { accountEvidence, branchEvidence, lineEvidence, subjectEvidence } from './match-marks.ts';
import { statementEvidence } from './statement-evidence.ts';
import { bodyStatements } from './statements.ts';
import { declarationIn, isTemplateBox } from './template.ts';
import { quotable } from './text-line.ts';
import { looseTrailers } from './trailers.ts';

export function pullRequestEvidence(pullRequest: PullRequest): Evidence[] {
  return [
    ...authorEvidence(pullRequest),
    ...branchEvidence(pullRequest.headRef),
    ...subjectEvidence(pullRequest.title, { kind: 'pull-request-title' }),
    ...pullRequest.labels.flatMap(labelEvidence),
    ...bodyEvidence(pullRequest.body),
  ];
}

function authorEvidence({ author }: PullRequest): Evidence[] {
  if (author === null) return [];
  const bot = automationAccount(author);
  if (bot === null) return accountEvidence(author);
  const source = { kind: 'pull-request-author' } as const;
  const text = quotable(author.login);
  return [{ says: 'automation', tool: bot, model: null, strength: 'declared', source, text, sort: 'automation' }];
}

function bodyEvidence(body: string): Evidence[] {
  const blocks = bodyBlocks(body);
  const at = (line: number) => ({ kind: 'pull-request-body', line }) as const;
  const declaration = declarationIn(blocks);
  const others = blocks.filter((block) => !isTemplateBox(block));
  const lines = others.filter((block) => block.task !== 'unticked').flatMap((block) => block.lines);
  return [
    ...declaration.ticked.flatMap((box) => {
      const tools = box.says === 'assisted' ? declaration.tools : [];
      return statementEvidence({ says: box.says, tools }, at(box.line), box.text, 'declaration');
    }),
    ...bodyStatements(others).flatMap((said) => statementEvidence(said, at(said.line), said.text, 'declaration')),
    ...looseTrailers(lines.filter((line) => !line.introduced)).flatMap((trailer) =>
      spokenTrailer(trailer, at(trailer.number)),
    ),
    ...lines.flatMap((line) => lineEvidence(line, at(line.number))),
  ];
}
