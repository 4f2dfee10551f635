// What every engine is asked.

/** 2024-01-01 is a Monday. */
export const WEEKS = Array.from({ length: 120 }, (_, week) =>
  new Date(Date.UTC(2024, 0, 1 + 7 * week)).toISOString().slice(0, 10),
);

/**
 * Q1: the sum of prompt tokens by week and country of the model, as `[week, country, sum]` in order.
 * Q2: of one app, within a span of weeks, the ten models with most prompt tokens, as `[model, sum]`.
 */
export const QUESTION = { app: 'app-0000', from: WEEKS[40], to: WEEKS[79], top: 10 };

/** Sums by week and country, gathered row by row: Q1 for engines that hand out rows. */
export class Weekly {
  #sums = new Map();
  #countries;

  constructor(countries) {
    this.#countries = countries;
  }

  add(week, model, tokens) {
    const country = this.#countries.get(model);
    let sums = this.#sums.get(week);
    if (!sums) this.#sums.set(week, (sums = new Map()));
    sums.set(country, (sums.get(country) ?? 0) + tokens);
  }

  get answer() {
    const rows = [...this.#sums].flatMap(([week, sums]) =>
      [...sums].map(([country, sum]) => [week, country, sum]),
    );
    return inOrder(rows);
  }
}

/** Sums by model of the rows that Q2 asks for. */
export class Largest {
  #sums = new Map();

  add(week, model, app, tokens) {
    if (app !== QUESTION.app || week < QUESTION.from || week > QUESTION.to) return;
    this.#sums.set(model, (this.#sums.get(model) ?? 0) + tokens);
  }

  get answer() {
    return [...this.#sums]
      .sort(([oneName, one], [otherName, other]) => other - one || (oneName < otherName ? -1 : 1))
      .slice(0, QUESTION.top);
  }
}

/** Rows of Q1 by week, then by country. */
export function inOrder(rows) {
  const key = ([week, country]) => `${week} ${country}`;
  return rows
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row);
}

/** How an answer differs from the right one, in words; undefined if it does not. */
export function difference(name, answer, right) {
  const [found, wanted] = [answer, right].map((rows) => rows.map((row) => row.join(' ')));
  const at = wanted.findIndex((row, index) => row !== found[index]);
  if (at < 0 && found.length === wanted.length) return undefined;
  const place = at < 0 ? wanted.length : at;
  return `${name} differs: row ${place + 1} is "${found[place] ?? 'missing'}" and should be "${wanted[place] ?? 'none'}"`;
}
