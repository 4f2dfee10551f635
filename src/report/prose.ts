/** The prose of a notebook as HTML that loads nothing and runs nothing: raw HTML in it is shown as text. */
import MarkdownIt from 'markdown-it';
import type { ReadFile } from '../data/attach';
// A plug-in of markdown-it: VS Code's own renderer of prose uses the same one.
import { markTerms } from '../registry/markTerms';
import type { Term } from '../registry/card';
import type { Registry } from '../registry/registry';
import { termFinder } from '../registry/terms';
import { escapeHtml } from './escape';
import { highlight } from './highlight';
import { pictureAt, type Picture } from './images';

type Token = ReturnType<MarkdownIt['parse']>[number];

export interface Prose {
  /** One for each cell, in their order. */
  readonly html: readonly string[];
  /** The words of the first heading of all. */
  readonly heading: string | undefined;
  /** The models, labs and countries that are marked in it, each once. */
  readonly terms: readonly Term[];
}

export async function renderProse(
  cells: readonly string[],
  registry: Registry,
  readFile: ReadFile,
): Promise<Prose> {
  const markdown = makeMarkdown(registry);
  const parsed = cells.map((text) => {
    const env = {};
    return { env, tokens: markdown.parse(text, env) };
  });
  const blocks = parsed.flatMap(({ tokens }) => tokens);
  const inline = blocks.flatMap(({ children }) => children ?? []);
  const headings = nameHeadings(blocks);
  for (const block of blocks) disarmLinks(block.children ?? []);
  await findPictures(inline, readFile);
  const terms = new Map(inline.flatMap(termOf).map((term) => [`${term.kind} ${term.key}`, term]));
  return {
    html: parsed.map(({ tokens, env }) => markdown.renderer.render(tokens, markdown.options, env)),
    heading: headings.find((text) => text !== ''),
    terms: [...terms.values()],
  };
}

function makeMarkdown(registry: Registry): MarkdownIt {
  const markdown = new MarkdownIt({
    html: false,
    linkify: true,
    // ```` ``` tokshare ```` shows a query in prose.
    highlight: (code, language) => (language === 'tokshare' ? highlight(code) : ''),
  });
  // As in VS Code: "chart.ai" is a word, "https://chart.ai" a link.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  markTerms(markdown, termFinder(registry));
  markdown.renderer.rules.image = (tokens, index) => {
    const token = tokens[index];
    return token ? pictureHtml(token) : '';
  };
  return markdown;
}

/** Gives headings the ids by which forges know them, each once, and returns their words. */
function nameHeadings(blocks: readonly Token[]): string[] {
  const used = new Map<string, number>();
  return blocks.flatMap((token, index) => {
    if (token.type !== 'heading_open') return [];
    const words = textOf(blocks[index + 1]?.children ?? []);
    token.attrSet('id', unique(slugOf(words), used));
    return [words];
  });
}

function slugOf(words: string): string {
  const slug = words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
  return slug === '' ? 'section' : slug;
}

/** `data`, `data-1`, `data-2`: also where another heading is called "Data 1". */
function unique(slug: string, used: Map<string, number>): string {
  let count = used.get(slug) ?? 0;
  let id = count === 0 ? slug : `${slug}-${count}`;
  while (count > 0 && used.has(id)) id = `${slug}-${++count}`;
  used.set(slug, count + 1);
  if (id !== slug) used.set(id, 1);
  return id;
}

function textOf(inline: readonly Token[]): string {
  return inline
    .map(({ type, content }) => (type === 'softbreak' || type === 'hardbreak' ? ' ' : content))
    .join('')
    .trim();
}

const MAY_LINK = /^(https?:|mailto:|#)/i;

/** A link to a file beside the notebook leads nowhere once the page is sent: it stays as words, with the path as title. */
function disarmLinks(inline: readonly Token[]): void {
  const open: Token[] = [];
  for (const token of inline) {
    if (token.type === 'link_open') {
      open.push(token);
      const address = token.attrGet('href') ?? '';
      if (MAY_LINK.test(address)) continue;
      token.tag = 'span';
      token.attrs = [
        ['class', 'nolink'],
        ['title', address],
      ];
    } else if (token.type === 'link_close') {
      token.tag = open.pop()?.tag ?? 'a';
    } else if (token.type === 'image') {
      token.meta = { linked: open.length > 0 };
    }
  }
}

interface Shown {
  readonly linked: boolean;
  readonly picture: Picture;
}

/** Reads every picture once. */
async function findPictures(inline: readonly Token[], readFile: ReadFile): Promise<void> {
  const images = inline.filter(({ type }) => type === 'image');
  const addresses = new Set(images.map((token) => token.attrGet('src') ?? ''));
  const pictures = new Map(
    await Promise.all(
      [...addresses].map(async (address) => [address, await pictureAt(address, readFile)] as const),
    ),
  );
  for (const token of images) {
    const picture = pictures.get(token.attrGet('src') ?? '');
    token.meta = { ...(token.meta as object), picture };
  }
}

function pictureHtml(token: Token): string {
  const { linked, picture } = token.meta as Shown;
  const alt = textOf(token.children ?? []);
  const title = token.attrGet('title');
  switch (picture.kind) {
    case 'embedded': {
      const named = title === null ? '' : ` title="${escapeHtml(title)}"`;
      return `<img src="${escapeHtml(picture.uri)}" alt="${escapeHtml(alt)}"${named}>`;
    }
    case 'remote': {
      const address = token.attrGet('src') ?? '';
      const words = escapeHtml(alt === '' ? address : alt);
      // There is no link inside of a link.
      return linked || !MAY_LINK.test(address) ? words : `<a href="${escapeHtml(address)}">${words}</a>`;
    }
    case 'missing':
      return `<span class="missing">${escapeHtml(`[${alt === '' ? 'picture' : alt}: ${picture.why}]`)}</span>`;
  }
}

function termOf({ meta }: Token): Term[] {
  const { term } = (meta ?? {}) as { term?: Term };
  return term ? [term] : [];
}
