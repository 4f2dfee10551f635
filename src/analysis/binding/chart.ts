/** Chart options that say nothing about the chart that they stand at: a warning, so that nobody waits for their effect. */
import { listOf } from '../../language/diagnostics';
import type { ChartKindName, ChartNode } from '../../language/nodes';
import type { Problems } from '../problems';

type Option = 'color by' | 'stacked' | 'normalized' | 'log' | 'labels' | 'mark events' | 'mark crossings';

const TIMES: readonly ChartKindName[] = ['line', 'area', 'column', 'bar'];
const PARTS: readonly ChartKindName[] = ['area', 'column', 'bar'];

const CHARTS: Readonly<Record<Option, readonly ChartKindName[]>> = {
  'color by': ['line', 'area', 'bar', 'column', 'donut', 'bump', 'slope', 'scatter', 'treemap'],
  stacked: PARTS,
  normalized: PARTS,
  log: ['line', 'column', 'bar', 'scatter'],
  labels: ['line', 'column', 'bar'],
  'mark events': TIMES,
  'mark crossings': TIMES,
};

export function checkOptions(chart: ChartNode, problems: Problems): void {
  const { kind } = chart;
  if (!kind) return;
  const idle = optionsOf(chart).filter((option) => !CHARTS[option].includes(kind));
  for (const option of idle) {
    const charts = CHARTS[option].map((each) => `\`as ${each}\``);
    problems.warning(
      chart,
      'idle-option',
      `\`${option}\` says nothing about \`as ${kind}\`; leave it out, or draw it ${listOf(charts)}.`,
    );
  }
}

function optionsOf(chart: ChartNode): Option[] {
  return [
    ...(chart.colorBy ? (['color by'] as const) : []),
    ...(['stacked', 'normalized', 'log', 'labels'] as const).filter((flag) => chart[flag]),
    ...chart.mark.map((mark) => `mark ${mark}` as const),
  ];
}
