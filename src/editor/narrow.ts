/** A query narrowed to one member of its result: `tokens by lab` and the bar of DeepSeek make `tokens for lab:deepseek`. */
import type * as N from '../language/nodes';
import { parse } from '../language/parser';
import { printQuery } from '../language/printer';

/**
 * The query asked of that member alone: `for` it takes the place of the query's own `for`, and what told several members
 * apart goes. undefined where that is no question: the text is not one query, its members have no name in the language
 * (several dimensions at once, a lump), or its values have sides of their own, as a ratio has.
 */
export function narrowed(text: string, member: string): string | undefined {
  const query = onlyQuery(text);
  const subject = query && subjectOf(query.subject);
  if (!query || !subject || query.by.length > 1) return undefined;
  const dimension = dimensionOf(query);
  // `for each X by Y` has two.
  if (query.by.length === 1 && query.for?.kind === 'for-each') return undefined;
  const narrow = dimension === 'weights' ? undefined : itemOf(dimension, member);
  if (dimension !== 'weights' && !narrow) return undefined;
  const made = printQuery({
    ...query,
    subject,
    for: narrow ? { kind: 'for', set: { kind: 'one', item: narrow, ...NOWHERE }, ...NOWHERE } : query.for,
    by: [],
    where: narrow ? query.where : [...query.where, weightsAre(member)],
    sustained: subject === query.subject ? query.sustained : undefined,
    steps: query.steps.filter(({ kind }) => !OF_SEVERAL.has(kind)),
    chart: chartOf(query.chart),
  });
  // What is printed is read back, so that nothing unreadable is ever handed on.
  return onlyQuery(made) ? made : undefined;
}

const NOWHERE = { start: 0, end: 0 };

/** Steps that choose among members or compare them. */
const OF_SEVERAL: ReadonlySet<N.StepNode['kind']> = new Set(['top', 'leader', 'count', 'rank', 'share']);

/** Charts that one member can fill. */
const OF_ONE: ReadonlySet<N.ChartKindName> = new Set(['line', 'area', 'column', 'bar', 'table', 'number']);

function onlyQuery(text: string): N.QueryNode | undefined {
  const { statements } = parse(text);
  const [only, ...more] = statements;
  if (only?.statement.kind !== 'query' || more.length > 0) return undefined;
  return only.diagnostics.some(({ severity }) => severity === 'error') ? undefined : only.statement;
}

/** What is asked of one member: of a ranking, the value that it ranks by; of a crossing, the value of its sides. */
function subjectOf(subject: N.SubjectNode): N.SubjectNode | undefined {
  switch (subject.kind) {
    case 'values':
      return subject.values.some(({ kind }) => kind === 'ratio' || kind === 'gap') ? undefined : subject;
    case 'top':
    case 'bottom':
      return subject.by && { kind: 'values', values: [subject.by], ...NOWHERE };
    case 'crossing':
    case 'streak':
      return subject.of && { kind: 'values', values: [subject.of], ...NOWHERE };
    case 'events':
    case 'claims':
      return undefined;
  }
}

/** The title was that of the whole. */
function chartOf(chart: N.ChartNode | undefined): N.ChartNode | undefined {
  if (chart?.kind === undefined || !OF_ONE.has(chart.kind)) return undefined;
  return {
    ...chart,
    title: undefined,
    colorBy: undefined,
    stacked: false,
    normalized: false,
    mark: chart.mark.filter((each) => each === 'events'),
  };
}

/** The dimension whose members the result has; undefined where the query names its members itself. */
function dimensionOf({ by, subject, for: clause }: N.QueryNode): string | undefined {
  const [first] = by;
  if (first) return first.text;
  if (subject.kind === 'top' || subject.kind === 'bottom') {
    const name = subject.dimension?.text;
    return { labs: 'lab', countries: 'country', models: 'model' }[name ?? ''] ?? name;
  }
  return clause?.kind === 'for-each' && clause.each?.kind === 'name' ? clause.each.text : undefined;
}

const NAME = /^[A-Za-z][\w-]*$/;
const MODEL = /^[\w.-]+\/[\w.-]+(?::[\w.-]+)?$/;

/** How the member is written: with its dimension, where that tells it from the same name of another kind. */
function itemOf(dimension: string | undefined, member: string): N.Item | undefined {
  const item = (form: N.Item['form'], text: string): N.Item => ({ kind: 'item', form, text, ...NOWHERE });
  if (NAME.test(member))
    return dimension === 'lab' || dimension === 'country'
      ? item('qualified', `${dimension}:${member}`)
      : item('name', member);
  if (MODEL.test(member)) return item('model', member);
  return member === '' || /["\r\n]/.test(member) ? undefined : item('string', member);
}

function weightsAre(member: string): N.ConditionNode {
  return {
    kind: 'compare',
    name: { kind: 'name', text: 'weights', ...NOWHERE },
    operator: '=',
    operand: { kind: 'name', text: member, ...NOWHERE },
    ...NOWHERE,
  };
}
