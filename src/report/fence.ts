/** A text as a fenced block of Markdown, between more backticks than any run in it, so that none of them ends it. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return [`${ticks}${language}`, ...(text === '' ? [] : [text]), ticks].join('\n');
}
