/** A notebook that was run → what is to be said about it. */
import type { ParsedCell } from '../../analysis/notebook';
import type { Diagnostic, Span } from '../../language/diagnostics';
import type { StatementNode } from '../../language/nodes';
import { printQuery } from '../../language/printer';
import { cellPlaces, type FormatProblem } from '../../notebook/format';
import { readingsLine } from '../../protocol/claimText';
import { recordAfter } from '../../records/cells';
import { recordTextAt, reviewCell, type CellReview } from '../../records/review';
import type { OpenNotebook } from '../notebookFile';
import { describeDiagnostic } from '../print';
import type { Answer, CheckedClaim, CheckedRecord, Finding, NotebookReport, Place, Standing } from './report';
import { outcomeText } from './words';

/** Runs all query cells of a notebook and holds their records against what they give. */
export async function reviewAll({ notebook, model, scope }: OpenNotebook): Promise<CellReview[]> {
  const reviews: CellReview[] = [];
  for (const cell of model.cells)
    reviews.push(await reviewCell(cell, recordTextAt(notebook.cells, Number(cell.id)), model, scope));
  return reviews;
}

/** Whether something in the cell is wrong, so that it gives nothing that could be recorded. */
export function isBroken({ outcomes }: CellReview): boolean {
  return outcomes.some(({ kind }) => kind === 'error');
}

/** `strict`: a record accepts nothing. */
export function inspect(
  opened: OpenNotebook,
  reviews: readonly CellReview[],
  strict: boolean,
): NotebookReport {
  const cells = reviews.map((review) => inspectCell(opened, review, strict));
  const findings = [...opened.notebook.problems.map(ofFormat), ...cells.flatMap((each) => each.findings)];
  return {
    file: opened.file,
    findings: inOrder(findings),
    claims: cells.flatMap(({ claims }) => claims),
    answers: cells.flatMap(({ answers }) => answers),
    records: cells.flatMap(({ records }) => records),
    datasets: [...opened.scope.datasets.values()],
  };
}

/** By line; what is about the whole file comes first. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
}

/** A notebook that cannot be opened, with the sentence why. */
export function unopened(file: string, problem: string): NotebookReport {
  const finding: Finding = { kind: 'run', code: 'file', title: 'cannot be opened', message: problem };
  return { file, findings: [finding], claims: [], answers: [], records: [], datasets: [] };
}

type CellReport = Pick<NotebookReport, 'findings' | 'claims' | 'answers' | 'records'>;

function inspectCell(opened: OpenNotebook, review: CellReview, strict: boolean): CellReport {
  const { cell, outcomes } = review;
  const record = inspectRecord(opened, review);
  const accepts = record?.state === 'fresh' && !strict;
  const findings: Finding[] = [];
  const claims: CheckedClaim[] = [];
  const answers: Answer[] = [];
  outcomes.forEach((outcome, at) => {
    const node = cell.tree.statements[at]?.statement;
    findings.push(...ofDiagnostics(outcome.diagnostics, cell, opened));
    if (outcome.kind === 'error' && !outcome.diagnostics.some(({ severity }) => severity === 'error'))
      findings.push(notRun(placeOf(node, cell, opened)));
    const result = outcome.kind === 'result' ? outcome.result : undefined;
    if (node?.kind === 'query' && result)
      answers.push({ place: placeOf(node, cell, opened), query: printQuery(node), result });
    if (node?.kind !== 'claim') return;
    const asked = {
      place: placeOf(node, cell, opened),
      query: node.query ? printQuery(node.query) : '',
      sentence: node.sentence?.text ?? '',
      source: node.source?.text,
      record,
    };
    const standing = standingOf(result?.claim?.verdict.kind, accepts);
    const claim: CheckedClaim =
      result?.claim && standing !== 'unread'
        ? { ...asked, standing, result, claim: result.claim }
        : { ...asked, standing: 'unread' };
    claims.push(claim);
    findings.push(...ofClaim(claim, strict));
  });
  return {
    findings: [...findings, ...(record ? ofRecord(record, review) : [])],
    claims,
    answers,
    records: record ? [record] : [],
  };
}

function standingOf(
  verdict: 'holds' | 'off' | 'undecided' | 'impossible' | undefined,
  accepts: boolean,
): Standing {
  if (verdict === undefined) return 'unread';
  if (verdict === 'holds') return 'holds';
  return accepts ? 'recorded' : 'open';
}

function inspectRecord(
  { notebook, text, lineOf }: OpenNotebook,
  review: CellReview,
): CheckedRecord | undefined {
  const index = recordAfter(notebook.cells, Number(review.cell.id));
  const at = index === undefined ? undefined : cellPlaces(text)[index];
  if (!review.record || !at) return undefined;
  const reasons = isBroken(review) ? [] : review.record.stale;
  return {
    place: { line: at.line, endLine: at.endLine },
    queryLine: lineOf(review.cell),
    state: isBroken(review) ? 'unchecked' : reasons.length > 0 ? 'stale' : 'fresh',
    reasons,
  };
}

function ofFormat({ code, severity, message, line, endLine = line }: FormatProblem): Finding {
  return {
    kind: severity === 'error' ? 'run' : 'remark',
    code,
    title: code.replace('-', ' '),
    // Its place is said by every format, and need not be said twice.
    message: message.replace(/^Line \d+: (.)/, (_, first: string) => first.toUpperCase()),
    place: { line, endLine },
  };
}

function ofDiagnostics(
  diagnostics: readonly Diagnostic[],
  cell: ParsedCell,
  { file, lineOf }: OpenNotebook,
): Finding[] {
  return diagnostics.flatMap((diagnostic): Finding[] => {
    const { severity, code, message } = diagnostic;
    // That a file was taken for a list of the largest is said with the dataset, and in every caption.
    if (severity === 'information') return [];
    const line = lineOf(cell);
    return [
      {
        kind: severity === 'error' ? 'run' : 'remark',
        code,
        title: severity === 'error' ? 'cannot be run' : 'warning',
        message,
        place: spanPlace(diagnostic, cell.text, line),
        quoted: describeDiagnostic(diagnostic, { file, line, text: cell.text }),
      },
    ];
  });
}

function notRun(place: Place): Finding {
  const message = 'This statement cannot be run, because of an error in another cell.';
  return { kind: 'run', code: 'not-run', title: 'cannot be run', message, place };
}

function ofClaim(claim: CheckedClaim, strict: boolean): Finding[] {
  if (claim.standing === 'unread' || claim.standing === 'holds') return [];
  const { verdict } = claim.claim;
  const readings = claim.claim.readings && readingsLine(claim.claim.readings);
  const said = [
    `“${claim.sentence}”: ${sentence(outcomeText(claim))}`,
    ...(readings === undefined ? [] : [sentence(readings)]),
  ].join(' ');
  const common = { code: verdict.kind, title: verdict.text, place: claim.place };
  if (claim.standing === 'recorded')
    return [{ ...common, kind: 'accepted', message: `${said} Its record says so.` }];
  return [{ ...common, kind: 'claim', message: `${said} ${why(claim, strict)}` }];
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

/** Why a claim that does not hold is not accepted, and what to do about it. */
function why({ record }: CheckedClaim, strict: boolean): string {
  if (strict) return 'With --strict, only claims that hold are accepted.';
  if (record?.state === 'stale') return 'Its record is stale.';
  if (record?.state === 'unchecked')
    return 'Its record cannot be held against it, because the cell has an error.';
  return 'No record says so: correct it, or record the cell to accept it as a finding.';
}

function ofRecord({ state, reasons, place }: CheckedRecord, { current }: CellReview): Finding[] {
  if (state !== 'stale') return [];
  const advice =
    current === undefined
      ? 'Delete it, or bring back the question.'
      : 'Look at what the cell gives now, then record it again.';
  const message = `This record is stale: ${reasons.join('; ')}. ${advice}`;
  return [{ kind: 'record', code: 'stale-record', title: 'stale record', message, place }];
}

/** The lines of a statement. */
function placeOf(node: StatementNode | undefined, cell: ParsedCell, { lineOf }: OpenNotebook): Place {
  const { line, endLine } = spanPlace(node ?? { start: 0, end: 0 }, cell.text, lineOf(cell));
  return { line, endLine };
}

/** `first` is the line of the file on which the text begins. */
function spanPlace({ start, end }: Span, text: string, first: number): Place {
  const [from, to] = [positionOf(start, text), positionOf(Math.max(start, end), text)];
  return {
    line: first + from.row,
    endLine: first + to.row,
    // Columns mean something within one line only.
    ...(from.row === to.row
      ? { columns: { column: from.column + 1, endColumn: Math.max(from.column + 1, to.column) + 1 } }
      : {}),
  };
}

function positionOf(offset: number, text: string): { row: number; column: number } {
  const before = text.slice(0, offset);
  return { row: before.split('\n').length - 1, column: offset - (before.lastIndexOf('\n') + 1) };
}
