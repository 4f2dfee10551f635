/** The parts of VS Code's Markdown renderer and its context that a plug-in of it uses. */
import type MarkdownIt from 'markdown-it';

export interface MarkdownRenderer {
  extendMarkdownIt(extend: (markdown: MarkdownIt) => void): void;
}

export interface ProseContext {
  getRenderer(id: string): Promise<unknown>;
  /** Present where the host lets renderers send messages. */
  postMessage?(message: unknown): void;
  onDidReceiveMessage?(listen: (message: unknown) => void): unknown;
}

export function isMarkdownRenderer(value: unknown): value is MarkdownRenderer {
  return typeof value === 'object' && value !== null && 'extendMarkdownIt' in value;
}
