import { describe, expect, it } from '@jest/globals';
import { bodyBlocks } from './body-blocks.ts';
import { bodyStatements } from './statements.ts';

const said = (body: string) =>
  bodyStatements(bodyBlocks(body)).map(({ says, tools }) => [says, ...tools.map((one) => one.tool)]);

describe('statements about AI in words of their own', () => {
  it.each([
    'No AI tools were used.',
    'no AI used',
    'I did not use AI for this.',
    "I didn't use any AI\nfor this one.",
    'This was written without AI.',
    'I hereby confirm that no AI assistance was used in this change.',
    '- [x] **No AI tools were used** in preparing this.',
    '- [x] AI was not used',
    '### AI disclosure\n\nNone.',
    '### Did you use AI to write this?\n\nNo',
    '**Was generative AI tooling used?**\n\nNo.',
    'AI disclosure: no AI, just a rename.',
    'AI: none',
  ])('deny: %j', (body) => {
    expect(said(body)).toEqual([['denied']]);
  });

  it.each([
    ['### AI disclosure\n\nI used Claude Code for the tests.', ['assisted', 'claude-code']],
    ['AI disclosure: drafted with GitHub Copilot.', ['assisted', 'github-copilot']],
    ['AI Disclosure: I used AI.', ['assisted']],
    [
      '**Was AI assistance used in this change?**\n\nYes, Codex with gpt-5 wrote the parser.',
      ['assisted', 'openai-codex'],
    ],
    ['### Did you use AI?\n\n- [ ] No\n- [x] Yes (explain): Cursor Agent', ['assisted', 'cursor']],
    ['- [x] This contribution was assisted by generative AI tools.', ['assisted']],
    [
      '<details><summary>AI Disclosure</summary>\n\nTests were written by Claude.\n\n</details>',
      ['assisted', 'claude-code'],
    ],
  ])('declare: %j', (body, expected) => {
    expect(said(body)).toEqual([expected]);
  });

  it.each([
    'If no AI tools were used, tick the box.',
    'Make sure that no AI tools are used, please.',
    'No AI tools were used except for the tests.',
    '- [ ] No AI tools were used.',
    '> No AI tools were used.',
    '`No AI tools were used.`',
    '<!-- No AI was used. -->',
    '### AI disclosure\n\n<!-- say Yes or No -->',
    '### Did you use AI? YES | NO',
    '### Did you use AI?\n\nYES | PARTIALLY | NO',
    '### Did you use AI?\n\nYes / No',
    '### AI disclosure\n\nPlease name tools such as Claude, Copilot or Cursor.',
    '### AI usage disclosure\n\nI used AI assistance for\n- [ ] Tests\n- [ ] Documentation',
    '### AI features\n\nThe editor now uses Claude, and Copilot wrote to the log.',
    'Claude helped me understand the issue tracker; thanks, Claude!',
    'Adds a filter for phrases like "not AI-generated".',
    'No idea why the AI used here fails.',
    '- [x] I have read the AI policy',
    '- [x] **If AI tools were used**, I have disclosed which ones.',
  ])('say nothing: %j', (body) => {
    expect(said(body)).toEqual([]);
  });
});
