/**
 * Query → bound query: every name is resolved, every type checked, the universe and the time are known. What is wrong is
 * said at its place; a bound query is only handed out when it can be evaluated.
 */
import type { Diagnostic, Span } from '../language/diagnostics';
import type { QueryNode } from '../language/nodes';
import { namesIn } from '../language/walk';
import type { Dataset } from '../data/dataset';
import { checkOptions } from './binding/chart';
import type { Context } from './binding/context';
import { chooseDataset } from './binding/dataset';
import { bindDimension } from './binding/dimension';
import { bindNumerator } from './binding/numerator';
import { bindSteps } from './binding/steps';
import { bindSubject } from './binding/subject';
import { bindStages, checkEach } from './binding/universe';
import { asShare, bindValues } from './binding/values';
import { bindWhere } from './binding/where';
import { comparesBuckets, type BoundQuery, type BoundSubject, type BoundValue } from './bound';
import { Lens, type Dimension } from './dimensions';
import { expandLets } from './lets';
import { Problems } from './problems';
import type { Scope } from './scope';
import { SetBinder } from './sets';
import { planTime, type TimeNeed, type TimePlan } from './windows';

export interface Binding {
  readonly query: BoundQuery | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export interface BindOptions {
  /** `from A to B` means A beside B, each summed whole, as in a claim of `17% -> 47%`. */
  readonly pair?: boolean;
  /** What becomes of a side that a list of the largest does not hold: see `BoundQuery`. */
  readonly unlisted?: BoundQuery['unlisted'];
}

/** Binds a query in the scope of its notebook; its subject is neither `events` nor `claims`, which ask no dataset. */
export function bind(node: QueryNode, scope: Scope, options: BindOptions = {}): Binding {
  const problems = new Problems();
  const expanded = expandLets(node, scope, problems);
  const query = expanded && bindQuery(expanded, scope, options, problems);
  const diagnostics = problems.all.map((each) => withoutForeignFixes(each, node, scope));
  return { query: problems.hasErrors ? undefined : query, diagnostics };
}

/** What is wrong inside a `let` is said at its name, and must not be mended by overwriting that name. */
function withoutForeignFixes(diagnostic: Diagnostic, query: QueryNode, scope: Scope): Diagnostic {
  const used = namesIn(query).filter(({ role, text }) => role === 'value' && scope.lets.has(text));
  if (used.length === 0 || !diagnostic.fixes) return diagnostic;
  const { fixes, ...rest } = diagnostic;
  const own = fixes.filter((fix) => used.every((name) => fix.start >= name.end || fix.end <= name.start));
  return own.length > 0 ? { ...rest, fixes: own } : rest;
}

function bindQuery(
  node: QueryNode,
  scope: Scope,
  options: BindOptions,
  problems: Problems,
): BoundQuery | undefined {
  const dataset = chooseDataset(node, scope, problems);
  if (!dataset) return undefined;
  const lens = new Lens(dataset, scope.registry, node.stealth);
  const sets = new SetBinder(lens, scope.groups, problems);
  const context: Context = { node, lens, sets, measures: scope.measures, problems };
  const values = bindValues(context);
  const subject = bindSubject(values?.[0], context);
  const { set, each, by: eachBy } = bindNumerator(context);
  const split = values?.[0].kind === 'concentration' ? node.by.slice(0, -1) : node.by;
  const by = [...eachBy, ...split.flatMap((name) => bindDimension(name, context) ?? [])];
  checkTwice(eachBy, context);
  const stages = bindStages(context);
  const where = bindWhere(context);
  const isRace = subject?.kind === 'crossing' || subject?.kind === 'streak';
  const time =
    values && planTime(node, dataset, timeNeed(node, values, isRace, options), isSummed(values), problems);
  if (time && node.window?.kind === 'between') checkMixed(values, time, node.window, problems);
  const steps = time && bindSteps(time, values, context);
  if (node.chart) checkOptions(node.chart, problems);
  const colorBy = node.chart?.colorBy && bindDimension(node.chart.colorBy, context);
  if (isRace) checkRace(node, subject.kind, problems);
  checkStealth(node, dataset, problems);
  checkLists(node, dataset, lens, problems);
  const sustained = bindSustained(node, time, isRace, problems);
  checkEach(time, context);
  if (problems.hasErrors || !subject || !values || !time || !steps || sustained === undefined)
    return undefined;
  const [first, ...others] = values;
  const shared = node.steps.some((step) => step.kind === 'share');
  return {
    node,
    lens,
    dataset,
    subject,
    values: shared ? [asShare(first), ...others.map(asShare)] : values,
    set,
    each,
    by,
    stages,
    where,
    time,
    sustained,
    steps,
    // Who leads in a race is told by its bounds.
    unlisted: isRace ? 'zero' : (options.unlisted ?? 'zero'),
    chart: node.chart,
    colorBy,
  };
}

/** A dimension splits figures once; what it says a second time is already said. */
function checkTwice(eachBy: readonly Dimension[], { node, lens, problems }: Context): void {
  const seen = new Set(eachBy.map(({ name }) => name));
  for (const name of node.by) {
    const found = lens.dimension(name.text)?.name;
    if (found === undefined) continue;
    if (seen.has(found))
      problems.error(name, 'by-twice', `\`${name.text}\` splits these figures already; name it once.`);
    seen.add(found);
  }
}

function timeNeed(
  node: QueryNode,
  values: readonly BoundValue[],
  isRace: boolean,
  { pair = false }: BindOptions,
): TimeNeed {
  if (isRace) return 'series';
  if (values.some(comparesBuckets)) return 'before';
  // A slope has two ends: its two periods stand side by side.
  return pair || (node.chart?.kind === 'slope' && node.window?.kind === 'between') ? 'pair' : 'none';
}

/** Whether a value grows with the length of its period. */
function isSummed(values: readonly BoundValue[]): boolean {
  return values.some(
    (value) =>
      value.kind === 'sum' || value.kind === 'contribution' || (value.kind === 'gap' && !value.share),
  );
}

/** `from A to B` is two periods for a change and one stretch for a sum: it cannot be both in one query. */
function checkMixed(values: readonly BoundValue[], time: TimePlan, at: Span, problems: Problems): void {
  const plain = values.find((value) => !comparesBuckets(value));
  if (time.mode !== 'single' || !values.some(comparesBuckets) || !plain) return;
  const compared = values.find(comparesBuckets);
  problems.error(
    at,
    'mixed-periods',
    `For \`${compared?.label ?? ''}\` these are two periods, for \`${plain.label}\` one long one; ask for them in two queries.`,
  );
}

/** A crossing or a streak is whole in itself: nothing splits it, nothing comes after it. */
function checkRace(node: QueryNode, kind: BoundSubject['kind'], problems: Problems): void {
  if (node.for ?? node.by.length > 0) {
    problems.error(
      node.for ?? node.by[0] ?? node,
      'race-by',
      `A ${kind} names its own two sides; leave \`for\` and \`by\` out.`,
    );
  }
  if (node.steps[0]) {
    problems.error(
      node.steps[0],
      'race-step',
      `A ${kind} is found in the figures themselves; leave the steps after \`|\` out.`,
    );
  }
}

/** Only a dataset that tells models apart knows which of a slug's rows were revealed as whose. */
function checkStealth(node: QueryNode, dataset: Dataset, problems: Problems): void {
  if (node.stealth !== 'revealed' || dataset.roles.model !== undefined) return;
  problems.error(
    node,
    'no-models',
    `${dataset.name} has no models, so it cannot be said which of its undisclosed ones were revealed; leave \`stealth revealed\` out, or use a dataset of models.`,
  );
}

/** A column that says over what stretch of time a row counts: today, this week, this month. */
const STRETCH = /^(window|period|range|timeframe|time_range|interval)$/i;

/**
 * A file without dates can hold several lists over stretches that lie in each other. Summed, a day would count three
 * times: the query has to say which list it asks, or tell them apart.
 */
function checkLists(node: QueryNode, dataset: Dataset, lens: Lens, problems: Problems): void {
  if (dataset.time) return;
  const column = [...dataset.texts.values()].find(
    ({ name, words }) => STRETCH.test(name) && words.length > 1,
  );
  if (!column) return;
  const called = [
    ...node.where.map(({ name }) => name.text),
    ...node.by.map(({ text }) => lens.dimension(text)?.name ?? ''),
    ...namesIn(node).flatMap(({ role, text }) =>
      role === 'dimension' ? [lens.dimension(text)?.name ?? text] : [],
    ),
  ];
  if (called.some((name) => name.toLowerCase() === column.name.toLowerCase())) return;
  const at = node.using ?? node.subject;
  const { end } = node.subject;
  problems.error(
    at,
    'overlapping-lists',
    `${dataset.name} holds ${column.words.length} lists (${column.words.join(', ')}), which overlap: summed, the same tokens would count several times. Say which one, such as \`where ${column.name} = ${column.words.at(-1) ?? ''}\`.`,
    node.where.length > 0
      ? []
      : column.words.map((word) => ({
          title: `Add \`where ${column.name} = ${word}\``,
          start: end,
          end,
          text: ` where ${column.name} = ${/^[\w-]+$/.test(word) ? word : `"${word}"`}`,
        })),
  );
}

/** For how many buckets a crossing has to last. */
function bindSustained(
  { sustained }: QueryNode,
  time: TimePlan | undefined,
  isRace: boolean,
  problems: Problems,
): number | undefined {
  if (!sustained) return 1;
  if (!isRace) {
    problems.error(
      sustained,
      'sustained-alone',
      '`sustained` belongs to a crossing: `first crossing of tokens for CN over US sustained 2 weeks`.',
    );
    return undefined;
  }
  if (time && sustained.grain !== time.grain) {
    problems.error(
      sustained,
      'other-grain',
      `The crossing is asked per ${time.grain}, so it is sustained for ${time.grain}s, not ${sustained.grain}s.`,
    );
    return undefined;
  }
  return sustained.count;
}
