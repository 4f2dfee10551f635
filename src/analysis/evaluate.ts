/** Bound query → result: the cube is counted once, everything after it is a function of the cube. */
import type { Diagnostic } from '../language/diagnostics';
import { scan } from '../language/scanner';
import { VERSION, type Result } from '../protocol/result';
import { frameAnswer } from './answers/frame';
import { blankNotes, emptyNotes, remarks } from './answers/notes';
import { raceAnswer } from './answers/race';
import { isRace, type BoundQuery } from './bound';
import { captionOf } from './caption';
import { Counted } from './counted';
import { answerRefusal, Refusal } from './figures/refusal';
import type { Scope } from './scope';
import { SummedScores } from './scores';

export type Evaluation = { readonly result: Result } | { readonly error: Diagnostic };

/** Evaluates a bound query. `source` is the text of its cell, from which the query's own words are quoted. */
export function evaluate(query: BoundQuery, scope: Scope, source: string): Evaluation {
  try {
    const counted = new Counted(query);
    checkSides(query, counted);
    const { subject } = query;
    const answer = isRace(subject)
      ? raceAnswer(query, subject, counted, scope)
      : frameAnswer(query, counted, scope);
    const words = source.slice(query.node.start, query.node.end);
    return {
      result: {
        tokshare: VERSION,
        query: words,
        title: query.chart?.title?.text ?? titleOf(query, source),
        caption: captionOf(query, counted),
        ...answer,
        notes: [
          ...new Set([
            ...query.time.notes,
            ...remarks(query),
            ...blankNotes(query),
            ...emptyNotes(query, counted),
            ...answer.notes,
          ]),
        ],
      },
    };
  } catch (error) {
    const { start, end } = query.node;
    if (error instanceof Refusal) return { error: error.diagnostic };
    if (error instanceof SummedScores) return { error: summedScores(query, error.rows) };
    // A sum that would lose digits: said where the query stands.
    if (error instanceof RangeError)
      return { error: { start, end, severity: 'error', code: 'inexact', message: error.message } };
    throw error;
  }
}

function summedScores(query: BoundQuery, rows: number): Diagnostic {
  const { start, end } = query.node.subject;
  const label = query.values.find((value) => !value.measure.additive)?.label ?? '';
  const message = `${label} does not add up, and ${rows} rows would be summed into one figure. Split them, such as \`by model\`, or name one period.`;
  return { start, end, severity: 'error', code: 'score-summed', message };
}

/** Two sides are held against each other only if no model is on both. */
function checkSides(query: BoundQuery, counted: Counted): void {
  const { subject } = query;
  const pairs = query.values.flatMap((value) =>
    value.kind === 'ratio' || value.kind === 'gap' ? [[value.left, value.right] as const] : [],
  );
  if (isRace(subject) && !('threshold' in subject.right)) {
    pairs.push([subject.left, subject.right]);
  }
  for (const [left, right] of pairs) {
    const shared = counted.cube.keys.find((key) => left.test(key) && right.test(key));
    if (!shared) continue;
    const message = `${left.label} and ${right.label} overlap (${shared.identity ?? 'some rows'} is on both sides), so neither can lead the other. For a part of a whole, write \`share of tokens for ${left.label} within ${right.label}\`.`;
    throw answerRefusal(query, 'sides-overlap', message);
  }
}

/** Without a title the query itself says what is shown, without its dataset and chart (the caption names them). */
function titleOf(query: BoundQuery, source: string): string {
  const { node } = query;
  const tokens = scan(source, node.start, node.chart?.start ?? node.end);
  // A `let` may have brought its dataset along without naming it here.
  const name = tokens.findIndex(({ start, text }) => start === node.using?.start && text === node.using.text);
  let text = '';
  let end = node.start;
  for (const [index, token] of tokens.entries()) {
    if (token.start > end) text += ' ';
    end = token.end;
    if (name < 0 || (index !== name && index !== name - 1)) text += source.slice(token.start, token.end);
  }
  return text.replace(/ +/g, ' ').trim();
}
