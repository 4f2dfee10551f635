/** A query narrowed to one member of its result: `tokens by lab` and the bar of DeepSeek make `tokens for lab:deepseek`. */
import type * as N from '../language/nodes';
import { parse } from '../language/parser';
import { printQuery } from '../language/printer';

/**
 * The query asked of that member alone, where that means the same figure: `for` it takes the place of what told several
 * members apart. undefined where there is no such question: the text is not one query; its members have no name in the
 * language (several dimensions at once, a lump); its figures depend on the others (a rank, a ratio, a share of what is
 * shown); or a `for` of its own would be lost.
 */
export function narrowed(text: string, member: string): string | undefined {
  const query = onlyQuery(text);
  const subject = query && subjectOf(query.subject);
  if (!query || !subject || !isOfEach(query)) return undefined;
  const dimension = dimensionOf(query);
  if (dimension === 'variant') return undefined;
  if (dimension === 'weights') return weighed(query, subject, member);
  if (dimension !== undefined && !isWithin(query.for, dimension)) return undefined;
  const set = dimension === undefined ? writtenSet(query, member) : setOf(dimension, member);
  return set && printed({ ...query, subject, for: { kind: 'for', set, ...NOWHERE } });
}

/** Weights are told by a condition, which is also one on the whole of a share, and on who is in a universe. */
function weighed(query: N.QueryNode, subject: ValuesNode, member: string): string | undefined {
  const isPart = subject.values.some((value) => holds(value, (kind) => kind === 'share'));
  if (isPart || query.within.length > 0 || query.for?.kind === 'for-each') return undefined;
  return printed({ ...query, subject, where: [...query.where, weightsAre(member)] });
}

/** What is printed is read back, so that nothing unreadable is ever handed on. */
function printed(query: N.QueryNode): string | undefined {
  const made = printQuery({
    ...query,
    by: [],
    sustained: undefined,
    steps: query.steps.filter((step) => step.kind !== 'top'),
    chart: chartOf(query.chart),
  });
  return onlyQuery(made) ? made : undefined;
}

type ValuesNode = Extract<N.SubjectNode, { kind: 'values' }>;

const NOWHERE = { start: 0, end: 0 };

/** Steps whose figure of a member depends on the others, or that leave no figure of each. */
const OF_SEVERAL: ReadonlySet<N.StepNode['kind']> = new Set(['leader', 'count', 'sum', 'rank', 'share']);

/** Whether each member has a figure of its own, by one dimension at most. */
function isOfEach({ subject, steps, by, for: clause }: N.QueryNode): boolean {
  // `for each X by Y` has two.
  if (by.length > 1 || (by.length === 1 && clause?.kind === 'for-each')) return false;
  // A ranking knows of a member only where it is listed: steps go on from there.
  const isRanking = subject.kind === 'top' || subject.kind === 'bottom';
  return steps.every(({ kind }) => kind === 'top' || (!isRanking && !OF_SEVERAL.has(kind)));
}

/** Charts that one member can fill. */
const OF_ONE: ReadonlySet<N.ChartKindName> = new Set(['line', 'area', 'column', 'bar', 'table', 'number']);

function onlyQuery(text: string): N.QueryNode | undefined {
  const { statements } = parse(text);
  const [only, ...more] = statements;
  if (only?.statement.kind !== 'query' || more.length > 0) return undefined;
  return only.diagnostics.some(({ severity }) => severity === 'error') ? undefined : only.statement;
}

/** What is asked of one member: of a ranking, the value that it ranks by; of a crossing, the value of its sides. */
function subjectOf(subject: N.SubjectNode): ValuesNode | undefined {
  const values = valuesOf(subject);
  const hasOthers = (kind: N.ValueNode['kind']) =>
    kind === 'ratio' || kind === 'gap' || kind === 'concentration';
  if (!values || values.some((value) => holds(value, hasOthers))) return undefined;
  return subject.kind === 'values' ? subject : { kind: 'values', values, ...NOWHERE };
}

function valuesOf(subject: N.SubjectNode): readonly N.ValueNode[] | undefined {
  switch (subject.kind) {
    case 'values':
      return subject.values;
    case 'top':
    case 'bottom':
      return subject.by && [subject.by];
    case 'crossing':
    case 'streak':
      return subject.of && [subject.of];
    case 'events':
    case 'claims':
      return undefined;
  }
}

/** Whether a value is of such a kind, or made of one: `growth of ratio of …`. */
function holds(value: N.ValueNode, is: (kind: N.ValueNode['kind']) => boolean): boolean {
  return is(value.kind) || (value.kind !== 'measure' && value.of !== undefined && holds(value.of, is));
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

const SINGULAR: ReadonlyMap<string, string> = new Map([
  ['models', 'model'],
  ['labs', 'lab'],
  ['organization', 'lab'],
  ['organizations', 'lab'],
  ['countries', 'country'],
  ['variants', 'variant'],
]);

/** The dimension whose members the result has; undefined where the query names its members itself. */
function dimensionOf({ by, subject, for: clause }: N.QueryNode): string | undefined {
  const name = (() => {
    const [first] = by;
    if (first) return first.text;
    if (subject.kind === 'top' || subject.kind === 'bottom') return subject.dimension?.text;
    return clause?.kind === 'for-each' && clause.each?.kind === 'name' ? clause.each.text : undefined;
  })();
  return name === undefined ? undefined : (SINGULAR.get(name.toLowerCase()) ?? name);
}

/**
 * Whether every member of the dimension that a `for` leaves is in it as a whole. Only what is said to be of the same
 * dimension is sure: a bare name may be a group, and of a country in the data a lab may be but a part.
 */
function isWithin(clause: N.ForNode | undefined, dimension: string): boolean {
  if (clause?.kind !== 'for') return true;
  const { set } = clause;
  if (!set) return false;
  const isOne = ({ form, text }: N.Item) =>
    form === 'model' ? dimension === 'model' : form === 'qualified' && text.startsWith(`${dimension}:`);
  switch (set.kind) {
    case 'one':
      return isOne(set.item);
    case 'list':
      return set.dimension === undefined
        ? set.items.every(isOne)
        : (SINGULAR.get(set.dimension.text.toLowerCase()) ?? set.dimension.text) === dimension;
    case 'all':
      return set.except.every(isOne);
  }
}

const NAME = /^[A-Za-z][\w-]*$/;
const MODEL = /^[\w.-]+\/[\w.-]+(?::[\w.-]+)?$/;

/** The member with its dimension, which tells it from the same name of another kind. */
function setOf(dimension: string, member: string): N.SetNode | undefined {
  const item = itemOf(member);
  if (!item) return undefined;
  if (dimension === 'lab' || dimension === 'country') {
    return item.form === 'name'
      ? { kind: 'one', item: { ...item, form: 'qualified', text: `${dimension}:${member}` }, ...NOWHERE }
      : { kind: 'list', dimension: { kind: 'name', text: dimension, ...NOWHERE }, items: [item], ...NOWHERE };
  }
  if (dimension === 'model') return { kind: 'one', item, ...NOWHERE };
  return {
    kind: 'list',
    dimension: { kind: 'name', text: dimension, ...NOWHERE },
    items: [item],
    ...NOWHERE,
  };
}

/** The member as the query itself names it, in a list or as a side of a race; undefined where it has no such name. */
function writtenSet({ subject, for: clause }: N.QueryNode, member: string): N.SetNode | undefined {
  const isRace = subject.kind === 'crossing' || subject.kind === 'streak';
  const listed =
    clause?.kind === 'for-each' && clause.each && clause.each.kind !== 'name' ? clause.each : undefined;
  // A race within a `for` of its own has sides that are parts.
  if (isRace ? clause !== undefined : !listed) return undefined;
  const sets = isRace ? [subject.left, subject.right] : [listed];
  for (const set of sets) {
    if (set?.kind === 'one' && isCalled(set.item, member)) return set;
    // Of a race, several are one side.
    if (isRace || set?.kind !== 'list') continue;
    const item = set.items.find((each) => isCalled(each, member));
    if (item) return set.dimension ? { ...set, items: [item] } : { kind: 'one', item, ...NOWHERE };
    if (set.dimension) return undefined;
  }
  // It may be written otherwise, as `China` for CN.
  const item = itemOf(member);
  return item && (!isRace || item.form !== 'string') ? { kind: 'one', item, ...NOWHERE } : undefined;
}

function isCalled({ text, form }: N.Item, member: string): boolean {
  return text === member || (form === 'qualified' && text.slice(text.indexOf(':') + 1) === member);
}

function itemOf(member: string): N.Item | undefined {
  const item = (form: N.Item['form']): N.Item => ({ kind: 'item', form, text: member, ...NOWHERE });
  if (NAME.test(member)) return item('name');
  if (MODEL.test(member)) return item('model');
  return member === '' || /["\r\n]/.test(member) ? undefined : item('string');
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
