/**
 * The record of a cell: what its statements gave, in at most 12 lines that read well in a diff. The same for the same
 * data, registry and question on every machine: figures in fixed digits, nothing about time or place.
 */
import { definitionsUsed } from '../analysis/dependencies';
import type { Outcome, NotebookModel, ParsedCell } from '../analysis/notebook';
import type { Scope } from '../analysis/scope';
import { readingsLine } from '../protocol/claimText';
import { formatBounds, formatValue } from '../protocol/format';
import { plain } from '../protocol/plain';
import type { Claim, Result } from '../protocol/result';
import { hashOf, printSources, sourcesOf } from './sources';

/** Of which the last one says what the record was made from. */
const MOST_LINES = 12;

/**
 * The text of a record for the outcomes of a cell; undefined where there is nothing to record: the cell only defines, or
 * something in it is wrong.
 */
export async function recordOf(
  cell: ParsedCell,
  outcomes: readonly Outcome[],
  model: NotebookModel,
  scope: Scope,
): Promise<string | undefined> {
  if (outcomes.some(({ kind }) => kind === 'error')) return undefined;
  const results = outcomes.flatMap((each) => (each.kind === 'result' ? [each.result] : []));
  if (results.length === 0) return undefined;
  const readings = results.some(({ claim }) => claim?.readings !== undefined) || listsClaims(cell, model);
  const sources = await sourcesOf(cell, model, scope, readings);
  const figures = await hashOf(results.map(figuresOf).join('\n'));
  return [...linesOf(results), `${printSources(sources)} · figures@${figures}`].join('\n');
}

/** A ledger says how many other readings of its claims hold. */
function listsClaims(cell: ParsedCell, model: NotebookModel): boolean {
  return definitionsUsed(cell, model).some(({ node }) => node.kind === 'claim');
}

/** What is said of a result: its finding first, then what can be left out where room is short. */
interface Lines {
  readonly finding: string;
  /** What was counted; of what cannot be computed there is nothing. */
  readonly universe: string | undefined;
  readonly readings: string | undefined;
}

function linesOf(results: readonly Result[]): string[] {
  const room = MOST_LINES - 1;
  const said = results.map((each) => linesOfResult(each, results.length > 1));
  const forms = [
    said.flatMap(({ finding, universe, readings }) => [finding, universe ?? [], readings ?? []].flat()),
    said.flatMap(({ finding, universe }) => [finding, universe ?? []].flat()),
    said.map(({ finding }) => finding),
  ];
  const fitting = forms.find((lines) => lines.length <= room);
  if (fitting) return fitting;
  const findings = said.map(({ finding }) => finding);
  const rest = findings.slice(room - 1);
  // Nothing that a record accepts is ever hidden, however long its line.
  return [...findings.slice(0, room - 1), `and ${rest.length} more: ${rest.join('; ')}`];
}

/** Of several claims each is called by its sentence. */
function linesOfResult({ summary, caption, claim }: Result, several: boolean): Lines {
  const name = claim && several ? `“${claim.sentence}” ` : '';
  return {
    finding: oneLine(claim ? name + findingOf(claim) : summary),
    universe: claim?.verdict.kind === 'impossible' ? undefined : `  ${oneLine(caption.text)}`,
    readings: claim?.readings && `  ${oneLine(readingsLine(claim.readings))}`,
  };
}

/** ``off by −10.5pp: computed 50.5% (50.5%–58.1%), published 61%``. */
function findingOf({ verdict, figures }: Claim): string {
  const named = (label: string, figure: string): string => (label === '' ? figure : `${label} ${figure}`);
  const computed = figures.map((each) => named(each.label, each.computed)).join(', ');
  const published = figures.map((each) => named(each.label, each.published)).join(', ');
  if (verdict.kind === 'impossible')
    return `${verdict.text}: ${firstSentence(verdict.reason)} Published: ${published}`;
  return `${verdict.text}: computed ${computed}, published ${published}`;
}

/** Why, without the advice that may follow: what helps the writer of a claim is of no use to its reviewer. */
function firstSentence(text: string): string {
  return /^.*?\.(?=\s|$)/s.exec(text)?.[0] ?? text;
}

/** Every figure of a result as it is printed, so that a change of any of them changes the record. */
function figuresOf({ table: { columns, rows } }: Result): string {
  return rows
    .map(({ cells }) =>
      cells
        .map((cell, index) => {
          if (!('value' in cell)) return cell.key;
          const unit = columns[index]?.unit ?? 'number';
          return `${formatValue(cell.value, unit)} ${formatBounds(cell, unit) ?? ''}`;
        })
        .join('\t'),
    )
    .join('\n');
}

/** Words from files and sentences stay on their line, and in their order. What they are made of stays, emoji included. */
function oneLine(text: string): string {
  return plain(text).replace(/\s+/g, ' ').trim();
}
