/** A report as Markdown: prose and queries as they stand, each result as its table, and what it was computed from. */
import type { Outcome, ParsedCell } from '../analysis/notebook';
import { escapeMarkdown, toMarkdown as resultMarkdown } from '../protocol/markdown';
import { forward, plain } from '../protocol/plain';
import { fenced } from './fence';
import { describeProblem, problemsOf, type Part, type Report } from './report';
import { counted, sourcesOf, type Sources } from './sources';

export async function toMarkdown(report: Report): Promise<string> {
  const blocks = [...report.parts.flatMap(partBlocks), ...sourceBlocks(await sourcesOf(report.scope))];
  // A blank line ends what would reach into the next block: a paragraph, a list, a table.
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function partBlocks(part: Part): string[] {
  switch (part.kind) {
    case 'prose':
      return [closed(part.text.trim())];
    case 'query':
      return [
        fenced('tokshare', forward(part.cell.text)),
        ...part.outcomes.flatMap((outcome) => outcomeBlocks(outcome, part.cell)),
      ];
    case 'record':
      return [fenced('tokshare-result', forward(part.text))];
  }
}

function outcomeBlocks(outcome: Outcome, cell: ParsedCell): string[] {
  const problems = problemsOf(outcome).map((diagnostic) => {
    const { where, message } = describeProblem(diagnostic, cell);
    return `> **${where}:** ${sentence(message)}`;
  });
  switch (outcome.kind) {
    case 'result':
      return [...problems, resultMarkdown(outcome.result)];
    case 'defined':
      return [...problems, escapeMarkdown(outcome.text)];
    case 'error':
      return problems;
  }
}

/** Prose in which a fence or a comment is left open would swallow everything after it: it is closed. */
function closed(text: string): string {
  let fenced: string | undefined;
  let comment = false;
  for (const line of text.split('\n')) {
    const [, run = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (fenced !== undefined) {
      const ends = run.startsWith(fenced) && rest.trim() === '';
      if (ends) fenced = undefined;
    } else if (comment) {
      comment = !line.includes('-->');
    } else if (run !== '' && !(run.startsWith('`') && rest.includes('`'))) {
      fenced = run;
    } else {
      comment = line.lastIndexOf('<!--') > line.lastIndexOf('-->');
    }
  }
  return `${text}${fenced === undefined ? '' : `\n${fenced}`}${comment ? '\n-->' : ''}`;
}

function sourceBlocks({ version, datasets, registry, overlays }: Sources): string[] {
  const items = [
    ...datasets.map(({ name, read }) =>
      read
        ? item(name, [
            code(read.file),
            counted(read.rows, 'row'),
            read.period,
            `SHA-256 ${code(read.sha256)}`,
            ...(read.cite === undefined ? [] : [`cite as: ${escapeMarkdown(read.cite)}`]),
          ])
        : item(name, ['could not be read; the statement that attaches it says why']),
    ),
    ...overlays.map(({ file, read }) =>
      read
        ? item('registry', [
            code(file),
            `${counted(read.models, 'model')} and ${counted(read.labs, 'lab')} over the built-in registry`,
            `SHA-256 ${code(read.sha256)}`,
          ])
        : item('registry', [`${code(file)} could not be read; its statement says why`]),
    ),
    item('built-in registry', [
      `${counted(registry.models, 'model')} and ${counted(registry.labs, 'lab')}`,
      `SHA-256 ${code(registry.sha256)}`,
    ]),
  ];
  return [
    '---',
    '## What the figures were computed from',
    items.join('\n'),
    `Computed by tokshare ${version}. Whoever has these files, told by their hashes, and the same version gets the same figures.`,
  ];
}

function item(name: string, facts: readonly string[]): string {
  return `- **${escapeMarkdown(name)}**: ${facts.join('; ')}`;
}

/** A sentence of ours, in which the parts of the language stand between backticks already. */
function sentence(text: string): string {
  const parts = text.split('`');
  return parts
    .map((part, index) => (index % 2 === 1 && index < parts.length - 1 ? code(part) : escapeMarkdown(part)))
    .join('');
}

/** A file may be called anything. */
function code(text: string): string {
  const words = plain(text).replace(/\s+/g, ' ');
  return words.includes('`') ? escapeMarkdown(words) : `\`${words}\``;
}
