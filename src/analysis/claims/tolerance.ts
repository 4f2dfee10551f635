/** Whether a tolerance is written in the unit of its figure, and above all in which of the two kinds of per cent. */
import { listOf } from '../../language/diagnostics';
import type { Quantity } from '../../language/nodes';
import type { Unit } from '../../protocol/result';
import { replace, type Problems } from '../problems';
import { converted } from './convert';
import {
  compare,
  digitsOf,
  magnitude,
  multiply,
  parseDecimal,
  shift,
  trimmed,
  unitOf,
  ZERO,
} from './decimal';
import { differenceUnit, powerOf, toleranceForm, valueOf, writtenOf } from './published';

/** `figure` is of the right type already. */
export function checkTolerance(
  figure: Quantity,
  tolerance: Quantity | undefined,
  unit: Unit,
  problems: Problems,
): void {
  const size = tolerance && valueOf(tolerance);
  if (!size) return;
  if (compare(size, ZERO) < 0) {
    const better = tolerance.text.replace('-', '');
    problems.error(tolerance, 'negative-tolerance', `A tolerance goes both ways; write \`± ${better}\`.`, [
      replace(tolerance, better),
    ]);
  } else if (tolerance.quantity.unit === 'percent') {
    percentage(figure, tolerance, unit, problems);
  } else if (tolerance.quantity.unit !== toleranceForm(unit).quantity) {
    wrongType(figure, tolerance, unit, problems);
  } else {
    forgottenSuffix(figure, tolerance, problems);
  }
}

/** Half a per cent of 59%, or half a point? Of anything but percentages it can only be relative. */
function percentage(figure: Quantity, tolerance: Quantity, unit: Unit, problems: Problems): void {
  const isAmbiguous = toleranceForm(unit).quantity === 'points';
  const ofFigure = `${tolerance.text} of ${figure.text}`;
  const readings = [
    { text: isAmbiguous ? converted(tolerance, 'points')[0] : undefined, means: 'percentage points' },
    { text: relativeTo(figure, tolerance), means: ofFigure },
  ].flatMap(({ text, means }) => (text === undefined ? [] : [{ text, means }]));
  const message = isAmbiguous
    ? `can mean ${ofFigure}, or percentage points`
    : 'is not in the unit of its figure';
  problems.error(
    tolerance,
    isAmbiguous ? 'ambiguous-tolerance' : 'wrong-type',
    `\`± ${tolerance.text}\` ${message}. Write ${listOf(readings.map(({ text }) => `\`± ${text}\``))}.`,
    readings.map(({ text, means }) => replace(tolerance, text, `Write \`± ${text}\`: ${means}`)),
  );
}

/** A percentage of the figure, written out as the figure is: 0.5% of 59% is 0.295pp, 5% of 18T is 0.9T. */
function relativeTo(figure: Quantity, tolerance: Quantity): string | undefined {
  const written = writtenOf(figure);
  const [own, part] = [written && parseDecimal(written.numeral), valueOf(tolerance)];
  if (!written || !own || !part) return undefined;
  const digits = digitsOf(trimmed(multiply(magnitude(own), part)));
  return written.sign + digits + (written.suffix === '%' ? 'pp' : written.suffix);
}

function wrongType(figure: Quantity, tolerance: Quantity, unit: Unit, problems: Problems): void {
  const [better] = converted(tolerance, differenceUnit(unit));
  problems.error(
    tolerance,
    'wrong-type',
    `\`± ${tolerance.text}\`: the tolerance of \`${figure.text}\` is written like \`± ${better ?? toleranceForm(unit).example}\`.`,
    better === undefined ? [] : [replace(tolerance, better)],
  );
}

/** `4.12T ± 0.05` means a twentieth of a token; nobody does. */
function forgottenSuffix(figure: Quantity, tolerance: Quantity, problems: Problems): void {
  const [own, given, size] = [writtenOf(figure), writtenOf(tolerance), valueOf(tolerance)];
  if (!own || !given || !size || powerOf(own.suffix) <= 0 || given.suffix !== '') return;
  if (compare(size, shift(unitOf(0), 3)) >= 0 || compare(size, ZERO) === 0) return;
  const better = given.sign + given.numeral + own.suffix;
  problems.warning(
    tolerance,
    'tiny-tolerance',
    `\`± ${tolerance.text}\` is next to nothing for \`${figure.text}\`; did you mean \`± ${better}\`?`,
    [replace(tolerance, better)],
  );
}
