/** What results for tests are made of: buckets, members, values, and figures with everything but what a test is about. */
import type {
  Bucket,
  Measured,
  Member,
  MemberFigure,
  Result,
  Row,
  TimeFigure,
} from '../../src/protocol/result';
import { LAB_NAMES } from './numbers';

const DAY = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** ISO weeks from a Monday on. */
export function weeks(monday: string, count: number): Bucket[] {
  return Array.from({ length: count }, (_, index) => {
    const start = Date.parse(monday) + index * 7 * DAY;
    const thursday = new Date(start + 3 * DAY);
    const year = thursday.getUTCFullYear();
    const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1;
    const key = `${year}-W${String(week).padStart(2, '0')}`;
    const [from, to] = [new Date(start), new Date(start + 6 * DAY)];
    const month = (date: Date) => MONTHS[date.getUTCMonth()] ?? '';
    const span =
      month(from) === month(to)
        ? `${from.getUTCDate()}–${to.getUTCDate()} ${month(to)}`
        : `${from.getUTCDate()} ${month(from)}–${to.getUTCDate()} ${month(to)}`;
    return { key, label: `${key} (${span})`, start: iso(start), end: iso(start + 6 * DAY), partial: false };
  });
}

export function months(first: string, count: number): Bucket[] {
  const [year = 2026, month = 1] = first.split('-').map(Number);
  return Array.from({ length: count }, (_, index) => {
    const start = Date.UTC(year, month - 1 + index, 1);
    const key = iso(start).slice(0, 7);
    return { key, label: key, start: iso(start), end: iso(Date.UTC(year, month + index, 0)), partial: false };
  });
}

const COUNTRY_NAMES: Readonly<Record<string, string>> = {
  CN: 'China',
  US: 'United States',
  FR: 'France',
  DE: 'Germany',
};

export function country(code: string): Member {
  if (code === 'unknown' || code === 'other') return grey(code);
  return {
    key: code,
    label: code,
    kind: 'named',
    hue: { key: `country:${code}`, label: COUNTRY_NAMES[code] ?? code },
  };
}

export function grey(kind: 'rest' | 'unknown' | 'other', label: string = kind): Member {
  return { key: kind, label, kind, hue: { key: kind, label: kind } };
}

export function lab(slug: string): Member {
  const [label, where] = LAB_NAMES[slug] ?? [slug, 'unknown'];
  if (slug === 'other') return grey('other');
  if (where === 'unknown') return { ...grey('unknown'), key: slug, label };
  return { key: slug, label, kind: 'named', hue: { key: `lab:${slug}`, label }, lab: label, country: where };
}

export const value = (number: number | null): Measured => ({ value: number });

export function result(parts: Partial<Result> & Pick<Result, 'title'>): Result {
  return {
    tokshare: 1,
    query: 'tokens for each (CN, US) weekly',
    caption: {
      text: 'top 9 models each week · 2025-W07 to 2026-W19 · rankings',
      universe: 'top 9 models each week',
      period: '2025-W07 to 2026-W19',
      dataset: 'rankings',
      source: 'OpenRouter rankings, weekly top models',
    },
    summary: parts.title,
    notes: [],
    table:
      parts.figure?.axis === 'time' || parts.figure?.axis === 'members'
        ? tableOf(parts.figure)
        : { columns: [], rows: [] },
    ...parts,
  };
}

/** The table of a figure, as the evaluator makes it: one row for each bucket and member. */
export function tableOf(figure: TimeFigure | MemberFigure): Result['table'] {
  if (figure.axis === 'members') {
    return {
      columns: [
        { name: 'member', label: 'member' },
        ...figure.series.map(({ member }) => ({ name: member.key, label: member.label, unit: figure.unit })),
      ],
      rows: figure.members.map((member, index): Row => ({
        cells: [
          { key: member.key, label: member.label },
          ...figure.series.map(({ values }) => values[index] ?? { value: null }),
        ],
        ...(member.kind !== 'named' && { muted: true }),
      })),
    };
  }
  return {
    columns: [
      { name: figure.grain, label: figure.grain },
      ...figure.series.map(({ member }) => ({ name: member.key, label: member.label, unit: figure.unit })),
    ],
    rows: figure.buckets.map((bucket, index): Row => ({
      cells: [
        { key: bucket.key, label: bucket.label },
        ...figure.series.map(({ values }) => values[index] ?? { value: null }),
      ],
      ...(bucket.partial && { partial: true }),
    })),
  };
}

export function timeFigure(parts: Partial<TimeFigure>): TimeFigure {
  return {
    axis: 'time',
    kind: 'line',
    grain: 'week',
    unit: 'tokens',
    stacked: false,
    normalized: false,
    buckets: [],
    series: [],
    crossings: [],
    events: [],
    ...parts,
  };
}

export function memberFigure(parts: Partial<MemberFigure>): MemberFigure {
  return {
    axis: 'members',
    kind: 'bar',
    unit: 'tokens',
    stacked: false,
    normalized: false,
    series: [],
    members: [],
    ...parts,
  };
}
