import { describe, expect, it } from '@jest/globals';
import { parseDeclaration, PULL_REQUEST_TEMPLATE } from './template.ts';

const NONE = '- [ ] No AI tools were used for this change.';
const SOME = '- [ ] AI tools were used:';
const tick = (line: string) => line.replace('[ ]', '[x]');

describe('our pull request template', () => {
  it('asks, and says nothing before it is filled in', () => {
    expect(parseDeclaration(PULL_REQUEST_TEMPLATE)).toEqual({ state: 'unticked', tools: [], ticked: [] });
    expect(PULL_REQUEST_TEMPLATE).toContain(NONE);
    expect(PULL_REQUEST_TEMPLATE).toContain(SOME);
  });

  it('says no', () => {
    const filled = PULL_REQUEST_TEMPLATE.replace(NONE, tick(NONE));
    expect(parseDeclaration(filled)).toMatchObject({ state: 'denied', ticked: [{ says: 'denied', line: 9 }] });
    expect(parseDeclaration(filled.replaceAll('\n', '\r\n')).state).toBe('denied');
  });

  it('says yes, with the tools that are named', () => {
    const filled = PULL_REQUEST_TEMPLATE.replace(
      SOME,
      `${tick(SOME)} claude code (Claude Opus 4.6), Copilot and ChatGPT`,
    );
    expect(parseDeclaration(filled)).toMatchObject({
      state: 'assisted',
      tools: [
        { tool: 'chatgpt', model: null },
        { tool: 'claude-code', model: 'Claude Opus 4.6' },
        { tool: 'github-copilot', model: null },
      ],
      ticked: [{ says: 'assisted', line: 10 }],
    });
    expect(parseDeclaration(`${tick(SOME)} Codestral`).tools).toEqual([{ tool: null, model: 'Codestral' }]);
    expect(parseDeclaration(tick(SOME)).state).toBe('assisted');
    expect(parseDeclaration(tick(SOME).replace('x', 'X').replace('- ', '* ')).state).toBe('assisted');
  });

  it('takes no example in its comment for an answer', () => {
    expect(parseDeclaration(PULL_REQUEST_TEMPLATE.replace(SOME, tick(SOME))).tools).toEqual([]);
  });

  it('says both where both are ticked', () => {
    expect(parseDeclaration(`${tick(NONE)}\n${tick(SOME)} Cursor`).state).toBe('both');
  });

  it.each([
    ['in a comment', `<!--\n${tick(NONE)}\n-->`],
    ['in a fence', `\`\`\`\n${tick(NONE)}\n\`\`\``],
    ['in a quote', `> ${tick(NONE)}`],
    ['without a list', tick(NONE).slice(2)],
    ['as a sentence', 'No AI tools were used for this change.'],
    ['with other words', '- [x] No AI tools were used, I think.'],
    ['nowhere', ''],
  ])('is absent %s', (_, body) => {
    expect(parseDeclaration(body).state).toBe('absent');
  });

  it('counts tools that are named in a box that is not ticked for nothing', () => {
    expect(parseDeclaration(`${SOME} Cursor`)).toEqual({ state: 'unticked', tools: [], ticked: [] });
  });
});
