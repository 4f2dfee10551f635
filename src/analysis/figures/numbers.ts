/** Figures in words, large. */
import { adverbOf } from '../../language/vocabulary';
import type { NumberFigure } from '../../protocol/result';
import type { BoundQuery } from '../bound';
import type { Frame } from '../frame';
import { memberOf } from './parts';
import { chartRefusal } from './refusal';

const MOST_NUMBERS = 6;

export function numberFigure(query: BoundQuery, frame: Frame): NumberFigure {
  if (frame.time.mode === 'series' && frame.time.buckets.length - frame.time.first > 1) {
    throw chartRefusal(
      query,
      `A number shows one period, and this is a series. Name one, such as \`in latest\`, leave \`${adverbOf(frame.time.grain)}\` out, or draw it \`as line\`.`,
      'line',
    );
  }
  const items = frame.rows.flatMap((row) =>
    frame.values.map((value, index) => ({
      label:
        frame.dimensions.length === 0
          ? value.label
          : frame.values.length > 1
            ? `${memberOf(row, '').label}: ${value.label}`
            : memberOf(row, '').label,
      unit: value.unit,
      measured: row.cells[index]?.[frame.time.first] ?? { value: null },
      ...(row.when === undefined ? {} : { remark: `in ${row.when}` }),
    })),
  );
  if (items.length > MOST_NUMBERS)
    throw chartRefusal(
      query,
      `${items.length} figures are too many to show large. Draw them \`as bar\` or \`as table\`.`,
      'bar',
    );
  return { axis: 'none', kind: 'number', items };
}
