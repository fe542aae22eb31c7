/**
 * Sentences that ask an agent to do without what would stop it. Read sentence by sentence, so that *never skip the tests*
 * is not *skip the tests*; knows words, not intentions.
 */
import type { RequestKind } from '../instruction-facts.ts';

interface RequestForm {
  readonly kind: RequestKind;
  readonly asks: RegExp;
  /** The same words with another meaning. */
  readonly unless?: RegExp;
}

const FORMS: readonly RequestForm[] = [
  {
    kind: 'send-away',
    asks: /\b(?:send|post|upload|exfiltrate|forward|transmit|leak|curl|include|append|print|output)\b.{0,60}\b(?:environment variables?|env vars?|\.env|secrets?|credentials?|api keys?|tokens?|private keys?|ssh keys?|~\/\.ssh|~\/\.aws|id_rsa|passwords?)\b.{0,60}\b(?:to|at|in)\b.{0,10}(?:https?:\/\/|\bthe (?:url|server|endpoint|webhook|response|comment|issue|pull request|following)\b)/i,
    unless: /\b(?:never|don'?t|do not|must not|not)\b/i,
  },
  {
    kind: 'skip-hooks',
    asks: /--no-verify\b|\bHUSKY=0\b|\bSKIP_HOOKS?=1|\b(?:skip|bypass|disable|avoid|ignore)\b.{0,30}\b(?:pre-?commit|git|commit|push) hooks?\b/i,
  },
  {
    kind: 'skip-tests',
    asks: /\b(?:skip|disable|delete|remove|comment out|ignore|bypass)\b.{0,40}\b(?:failing|broken|flaky|all|the|any)\b.{0,20}\b(?:tests?|specs?|assertions?)\b|\b(?:don'?t|do not|never|no need to) (?:run|write|add|fix) (?:the |any )?tests?\b|\bmake (?:the )?tests? pass (?:by|no matter)/i,
    unless: /\bunless\b|\bslow\b|\be2e\b|\bintegration\b|\bmanually\b|\bwatch\b|\buntil\b|\byourself\b/i,
  },
  {
    kind: 'weaken-checks',
    asks: /\b(?:disable|turn off|switch off|suppress|bypass|weaken|remove|skip|silence|ignore)\b.{0,40}\b(?:security|auth(?:entication|orization)?|permission|lint(?:er|ing)?|type ?check(?:s|ing)?|csrf|validation|code ?scan(?:ning)?|secret ?scan(?:ning)?|sast|countersign|codeql|semgrep|dependabot|branch protection|code ?owners?|sandbox)\b.{0,20}\b(?:checks?|rules?|errors?|warnings?|scans?|findings?|reviews?|protections?|restrictions?|controls?)?\b|\beslint-disable\b.{0,30}\b(?:always|whenever|everywhere|freely)\b|\b(?:always|freely) (?:use|add) .{0,20}(?:@ts-ignore|@ts-nocheck|eslint-disable|# ?noqa|nosec)/i,
    unless: /\bunused\b|\bformat(?:ting)? only\b|\bdeprecated\b|\b(?:ask|asks|asked|approval|approved)\b/i,
  },
  {
    kind: 'skip-permissions',
    asks: /--dangerously-skip-permissions|--dangerously-bypass-approvals-and-sandbox|--yolo\b|\bbypassPermissions\b|\bapproval[_-]policy\s*=?\s*"?never|\b(?:without|never|don'?t|do not|no need to) (?:ever )?(?:ask(?:ing)?|wait(?:ing)?|request(?:ing)?|prompt(?:ing)?)\b.{0,30}\b(?:permission|approval|confirmation|confirm|consent)\b|\b(?:auto(?:matically)?|always)[- ]?(?:approve|accept|allow)\b.{0,30}\b(?:all|every|any|commands?|tools?|edits?)\b/i,
  },
  {
    kind: 'hide-from-user',
    asks: /\b(?:don'?t|do not|never) (?:tell|inform|mention(?: this| it)?(?: to)?|show|reveal|disclose|report)\b.{0,30}\b(?:to )?(?:the |this |your |any )?(?:user|users|developer|reviewer|human|anyone|maintainers?)\b|\b(?:silently|secretly|quietly|without telling)\b.{0,40}\b(?:add|run|execute|send|include|insert|commit|change|install|upload)\b|\bkeep (?:this|it) (?:a )?secret from\b|\bhide (?:this|it|these|your)\b.{0,30}\bfrom (?:the )?(?:user|reviewer|developer)/i,
    unless:
      /\b(?:stack ?traces?|internal errors?|error messages?|error details|raw errors?|passwords?|api keys?|secrets? to)\b/i,
  },
  {
    kind: 'hide-authorship',
    asks: /\b(?:don'?t|do not|never|remove|omit|strip|no|without)\b.{0,40}\b(?:co-?authored-?by|generated (?:with|by)|ai attribution|ai (?:generated )?(?:trailer|marker|mention|disclosure)|mention (?:of )?(?:claude|copilot|cursor|ai|anthropic|openai|codex))\b/i,
  },
  {
    kind: 'ignore-rules',
    asks: /\b(?:ignore|disregard|forget|override|bypass)\b.{0,20}\b(?:all |any |the )?(?:previous|prior|above|earlier|preceding|other|system|safety)\b.{0,20}\b(?:instructions?|prompts?|rules?|guidelines?|constraints?|messages?|policies)\b|\byou are now (?:in )?(?:dan|developer mode|jailbroken|unrestricted)/i,
  },
  {
    kind: 'run-remote',
    asks: /\b(?:curl|wget)\b[^\n|]{0,200}\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b|\b(?:iwr|irm)\b[^\n|]{0,200}\|\s*iex\b/i,
  },
];

/** Before what is asked: then it is forbidden. */
const FORBIDDEN =
  /\b(?:never|don'?t|do not|must not|mustn'?t|should not|shouldn'?t|cannot|can'?t|may not|avoid|forbidden|prohibited|not allowed|instead of|rather than|refuse to|without)\s+(?:\w+\s+){0,6}["'`*(]*$/i;
const NEGATIVE_FORMS: ReadonlySet<RequestKind> = new Set(['skip-permissions', 'hide-from-user', 'hide-authorship']);

/** What a sentence asks for; null where it asks for none of these, or forbids it. */
export function requestIn(sentence: string): RequestKind | null {
  for (const { kind, asks, unless } of FORMS) {
    const match = asks.exec(sentence);
    if (match === null || unless?.test(sentence) === true) continue;
    const before = sentence.slice(0, match.index);
    if (FORBIDDEN.test(before)) continue;
    // "Do not use --no-verify" and "❌ git commit --no-verify" forbid; forms that begin with a negation themselves do not.
    if (
      !NEGATIVE_FORMS.has(kind) &&
      /\b(?:never|don'?t|do not|not|no|must not|forbidden|prohibited|disallowed|avoid)\b|❌|🚫|⛔/i.test(before)
    )
      continue;
    if (/❌|🚫|⛔/.test(sentence)) continue;
    if (/\b(?:is|are) (?:forbidden|prohibited|not allowed|never allowed|disallowed|banned)\b/i.test(sentence)) continue;
    return kind;
  }
  return null;
}
