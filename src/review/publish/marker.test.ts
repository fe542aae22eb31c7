import { describe, expect, it } from '@jest/globals';
import { type MarkerScope, markerOf, readMarker, withMarker } from './marker.ts';

const SCOPE: MarkerScope = { key: 'a key', repositoryId: 5, pullRequest: 6 };
const FINDING = { fingerprint: '0123456789abcdef0123456789abcdef', ruleId: 'auth/late-guard' };
const MARKER = markerOf(SCOPE, FINDING);

describe('a marker', () => {
  it('is read back from the body that carries it', () => {
    expect(readMarker(SCOPE, withMarker('Words.', MARKER, 1_000))).toEqual({ ...FINDING, note: null, text: 'Words.' });
  });

  it('is read back with its note, and without it again', () => {
    const noted = withMarker('Words.', MARKER, 1_000, { kind: 'fixed', markdown: '**Fixed.**' });
    expect(readMarker(SCOPE, noted)).toEqual({ ...FINDING, note: 'fixed', text: 'Words.\n\n**Fixed.**' });
  });

  it('survives other ends of lines, and words that somebody wrote below', () => {
    const body = withMarker('Words.', MARKER, 1_000, { kind: 'withdrawn', markdown: 'Why.' }).replaceAll('\n', '\r\n');
    expect(readMarker(SCOPE, `${body}\r\nThanks!`)).toMatchObject({ ...FINDING, note: 'withdrawn' });
  });

  it.each<[string, MarkerScope]>([
    ['another key', { ...SCOPE, key: 'another' }],
    ['another repository', { ...SCOPE, repositoryId: 7 }],
    ['another pull request', { ...SCOPE, pullRequest: 7 }],
  ])('says nothing for %s', (_, scope) => {
    expect(readMarker(scope, MARKER)).toBeNull();
  });

  it('says nothing once its finding is another one', () => {
    expect(readMarker(SCOPE, MARKER.replace('0123', '3210'))).toBeNull();
    expect(readMarker(SCOPE, 'no marker at all')).toBeNull();
  });

  it('counts as the last one of a body, whatever code above it shows', () => {
    const other = markerOf(SCOPE, { ...FINDING, fingerprint: 'f'.repeat(32) });
    const text = `\`\`\`text\n<!-- countersign:fixed -->\n${other}\n\`\`\``;
    expect(readMarker(SCOPE, withMarker(text, MARKER, 1_000))).toEqual({ ...FINDING, note: null, text });
  });

  it('never closes its own comment', () => {
    expect(markerOf(SCOPE, { ...FINDING, ruleId: 'own--><img>' })).toMatch(/^<!-- countersign:finding \w+ - \w+ -->$/);
  });

  it('stays whole where the text is cut', () => {
    const body = withMarker('x'.repeat(5_000), MARKER, 1_000, { kind: 'fixed', markdown: '**Fixed.**' });
    expect(body).toHaveLength(1_000);
    expect(readMarker(SCOPE, body)).toMatchObject({ ...FINDING, note: 'fixed' });
  });

  it('needs a key', () => {
    expect(() => markerOf({ ...SCOPE, key: '' }, FINDING)).toThrow(TypeError);
  });
});
