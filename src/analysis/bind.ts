/**
 * Query → bound query: every name is resolved, every type checked, the universe and the time are known. What is wrong is
 * said at its place; a bound query is only handed out when it can be evaluated.
 */
import type { Diagnostic } from '../language/diagnostics';
import type { QueryNode } from '../language/nodes';
import type { Dataset } from '../data/dataset';
import type { Context } from './binding/context';
import { chooseDataset } from './binding/dataset';
import { bindDimension } from './binding/dimension';
import { bindNumerator } from './binding/numerator';
import { bindSteps } from './binding/steps';
import { bindSubject } from './binding/subject';
import { bindStages, checkEach } from './binding/universe';
import { asShare, bindValues } from './binding/values';
import { bindWhere } from './binding/where';
import type { BoundQuery, BoundSubject } from './bound';
import { Lens } from './dimensions';
import { Problems } from './problems';
import type { Scope } from './scope';
import { SetBinder } from './sets';
import { planTime, type TimePlan } from './windows';

export interface Binding {
  readonly query: BoundQuery | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Binds a query in the scope of its notebook. */
export function bind(node: QueryNode, scope: Scope): Binding {
  const problems = new Problems();
  const query = bindQuery(node, scope, problems);
  return { query: problems.hasErrors ? undefined : query, diagnostics: problems.all };
}

function bindQuery(node: QueryNode, scope: Scope, problems: Problems): BoundQuery | undefined {
  const dataset = chooseDataset(node, scope, problems);
  if (!dataset) return undefined;
  const lens = new Lens(dataset, scope.registry, node.stealth);
  const sets = new SetBinder(lens, scope.groups, problems);
  const context: Context = { node, lens, sets, problems };
  const subject = bindSubject(context);
  const values = bindValues(context);
  const { set, each, by: eachBy } = bindNumerator(context);
  const by = [...eachBy, ...node.by.flatMap((name) => bindDimension(name, context) ?? [])];
  const stages = bindStages(context);
  const where = bindWhere(context);
  const isRace = subject?.kind === 'crossing' || subject?.kind === 'streak';
  const time = planTime(node, dataset, isRace, problems);
  const steps = time && bindSteps(time, values ?? [], context);
  const colorBy = node.chart?.colorBy && bindDimension(node.chart.colorBy, context);
  if (isRace) checkRace(node, subject.kind, problems);
  checkStealth(node, dataset, problems);
  const sustained = bindSustained(node, time, isRace, problems);
  checkEach(time, context);
  if (problems.hasErrors || !subject || !values || !time || !steps || sustained === undefined)
    return undefined;
  return {
    node,
    lens,
    dataset,
    subject,
    values: node.steps.some((step) => step.kind === 'share') ? values.map(asShare) : values,
    set,
    each,
    by,
    stages,
    where,
    time,
    sustained,
    steps,
    chart: node.chart,
    colorBy,
  };
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
