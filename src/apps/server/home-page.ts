/** What somebody sees who opens the server's address in a browser. */
import type { Answer } from './http/answer.ts';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}code{font-size:.9em}';

export function page(title: string, content: string, status = 200): Answer {
  return {
    status,
    type: 'text/html',
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head><body><h1>${title}</h1>${content}</body></html>`,
  };
}

export function homePage(state: 'running' | 'set-up'): Answer {
  const next =
    state === 'running'
      ? '<p>It takes webhooks from GitHub, and answers in pull requests. There is nothing else to see here.</p>'
      : '<p>It has no GitHub App yet, and takes no webhooks. <a href="/probot">Set it up</a>.</p>';
  return page(
    'Countersign',
    `<p>Reviews pull requests: how much AI wrote, which sensitive areas are touched, what was broken, and who must countersign.</p>${next}`,
  );
}

/** For text between tags and in attributes with quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
