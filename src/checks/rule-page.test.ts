import { describe, expect, it } from '@jest/globals';
import { parseRulePage } from './rule-page.ts';

const PAGE = `# ignored title

## What

It sees things.

### A case of its own:

\`\`\`ts path=src/a.ts setup
const a = 1;
## not a heading
\`\`\`

## Reported

\`\`\`\`md
\`\`\`
inner
\`\`\`
\`\`\`\`
`;

describe('a rule page', () => {
  it('is read by its second-level headings', () => {
    const page = parseRulePage(PAGE);
    expect([...page.sections.keys()]).toEqual(['What', 'Reported']);
    expect(page.sections.get('What')?.text.startsWith('It sees things.')).toBe(true);
    expect(page.sections.get('What')?.line).toBe(3);
  });

  it('knows a fence by its language, attributes, line and the words above it', () => {
    const fence = parseRulePage(PAGE).sections.get('What')?.fences[0];
    expect(fence).toMatchObject({ language: 'ts', line: 9, caption: 'A case of its own' });
    expect([...(fence?.attributes ?? [])]).toEqual([
      ['path', 'src/a.ts'],
      ['setup', ''],
    ]);
    expect(fence?.content).toBe('const a = 1;\n## not a heading\n');
  });

  it('closes a fence with one that is as long', () => {
    expect(
      parseRulePage(PAGE)
        .sections.get('Reported')
        ?.fences.map((fence) => fence.content),
    ).toEqual(['```\ninner\n```\n']);
  });

  it.each([
    ['## What\n\n```ts\nleft open\n', 'line 3: the fence is not closed'],
    ['## What\n\n## What\n', 'line 3: a second section "What"'],
  ])('is refused where it cannot mean anything: %j', (text, message) => {
    expect(() => parseRulePage(text)).toThrow(message);
  });
});
