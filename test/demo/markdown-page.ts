/** GitHub's Markdown on a terminal: as much of it as check runs and comments of ours use. */
import MarkdownIt, { type Token } from 'markdown-it';
import { visible } from '#review/render/neutralise.ts';
import type { Page } from './terminal-page.ts';

const MARKDOWN = new MarkdownIt({ html: true });
/** Keeps mentions from being mentions; on a terminal nobody is told. */
const JOINERS = /\u2060/g;

export function showMarkdown(page: Page, markdown: string, indent: string): void {
  const tokens = MARKDOWN.parse(markdown, {});
  const walk = createWalk(page, indent);
  for (const token of tokens) walk(token);
}

function createWalk(page: Page, base: string): (token: Token) => void {
  const lists: { ordered: boolean; number: number }[] = [];
  let heading = false;
  let bullet: string | null = null;
  let headers: string[] | null = null;
  let cells: string[] = [];
  let inHead = false;
  let gap = false;
  const indent = (): string => base + '  '.repeat(lists.length);
  const space = (): void => {
    if (gap) page.line('', base);
    gap = false;
  };
  const inline = (token: Token): void => {
    const text = inlineText(page, token);
    if (headers !== null) {
      cells.push(text);
      return;
    }
    if (text === '') return;
    if (lists.length === 0) space();
    const first = bullet === null ? indent() : indent().slice(0, -2) + bullet;
    page.prose(heading ? page.ink(text, 'bold') : text, bullet === null ? indent() : indent(), first);
    bullet = null;
    if (lists.length === 0) gap = true;
  };
  const row = (): void => {
    if (headers === null) return;
    if (inHead) headers = cells;
    else showRow(page, headers, cells, indent());
    cells = [];
  };
  return (token) => {
    switch (token.type) {
      case 'heading_open':
        heading = true;
        return;
      case 'heading_close':
        heading = false;
        return;
      case 'bullet_list_open':
      case 'ordered_list_open':
        if (lists.length === 0) space();
        lists.push({ ordered: token.type === 'ordered_list_open', number: 0 });
        return;
      case 'bullet_list_close':
      case 'ordered_list_close':
        lists.pop();
        gap = lists.length === 0;
        return;
      case 'list_item_open': {
        const list = lists.at(-1);
        if (list !== undefined) bullet = list.ordered ? `${String((list.number += 1))} ` : '• ';
        return;
      }
      case 'table_open':
        space();
        headers = [];
        return;
      case 'table_close':
        headers = null;
        gap = true;
        return;
      case 'thead_open':
        inHead = true;
        return;
      case 'thead_close':
        inHead = false;
        return;
      case 'tr_close':
        row();
        return;
      case 'inline':
        inline(token);
        return;
      case 'fence':
        space();
        showFence(page, token, indent());
        gap = true;
        return;
      case 'html_block':
        showHtml(page, token.content, indent());
        return;
    }
  };
}

function inlineText({ ink }: Page, token: Token): string {
  let bold = false;
  let text = '';
  for (const child of token.children ?? []) {
    if (child.type === 'strong_open' || child.type === 'strong_close') bold = child.type === 'strong_open';
    else if (child.type === 'code_inline') text += ink(shown(child.content), 'cyan');
    else if (child.type === 'text') text += bold ? ink(shown(child.content), 'bold') : shown(child.content);
    else if (child.type === 'softbreak' || child.type === 'hardbreak') text += ' ';
  }
  return text.trim().replaceAll(/ {2,}/g, ' ');
}

function shown(text: string): string {
  return visible(text.replaceAll(JOINERS, ''));
}

/** The first cell says what it is; the others follow, each with its column's name. */
function showRow(
  page: Page,
  headers: readonly string[],
  [first = '', ...rest]: readonly string[],
  indent: string,
): void {
  page.prose(page.ink(first, 'bold'), indent);
  rest.forEach((cell, index) => {
    const name = `${(headers[index + 1] ?? '').toLowerCase()}: `;
    page.prose(cell, `${indent}    `, `${indent}  ${page.ink(name, 'dim')}`);
  });
}

function showFence(page: Page, { info, content }: Token, indent: string): void {
  const isSuggestion = info.trim() === 'suggestion';
  if (isSuggestion) page.line(page.ink('Suggested change', 'bold'), indent);
  for (const line of content.replace(/\n$/, '').split('\n')) {
    const text = line.replaceAll(JOINERS, '');
    page.line(isSuggestion ? page.ink(`+ ${text}`, 'green') : page.ink(text, 'dim'), `${indent}  `);
  }
}

const SUMMARY = /<summary>([^<]{0,300})<\/summary>/;

function showHtml(page: Page, html: string, indent: string): void {
  const [, summary] = SUMMARY.exec(html) ?? [];
  if (summary === undefined) return;
  page.line('', indent);
  page.prose(`▸ ${shown(summary)}`, indent);
}
