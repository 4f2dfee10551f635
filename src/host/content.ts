/** What the editor says about a thing, as VS Code's Markdown. Names come from files: they are words, never markup. */
import * as vscode from 'vscode';
import type { Block, Content } from '../editor/content';
import { escapeMarkdown } from '../protocol/markdown';
import { flagUri } from '../registry/flags';
import { QUERY } from './names';

export function toMarkdown(content: Content): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  for (const block of content) add(text, block);
  return text;
}

function add(text: vscode.MarkdownString, block: Block): void {
  switch (block.kind) {
    case 'title': {
      const flag = block.country && flagUri(block.country.code);
      if (flag !== undefined && block.country)
        text.appendMarkdown(`![${block.country.code}](${flag}|width=20,height=15) `);
      const remark = block.remark === undefined ? '' : ` · ${escapeMarkdown(block.remark)}`;
      text.appendMarkdown(`**${escapeMarkdown(block.text)}**${remark}\n\n`);
      break;
    }
    case 'text':
      text.appendMarkdown(`${block.text}\n\n`);
      break;
    case 'query':
      text.appendCodeblock(block.text, QUERY);
      break;
    case 'fact':
      text.appendMarkdown(`*${escapeMarkdown(block.label)}*: ${escapeMarkdown(block.value)}  \n`);
      break;
  }
}
