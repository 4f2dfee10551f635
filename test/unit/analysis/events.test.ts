import assert from 'node:assert/strict';
import type { EventFigure } from '../../../src/protocol/result';
import { ask, grid, refusal, type Data } from './helpers';

const data: Data = { labs: grid('author', '\n W05 W06\n openai 1 2') };

const EVENTS = `
event 2026-02-03 "a launch" source "press"
event 2026-02-02 .. 2026-02-10 "a conference"
event 2026-06 "a month"
event 2024 "an election year"
`;

function listed(query: string, definitions = EVENTS): EventFigure['events'] {
  const { figure, table } = ask(query, data, definitions);
  assert(figure?.axis === 'events', query);
  assert.equal(table.rows.length, figure.events.length);
  return figure.events;
}

const own = (query: string): string[] =>
  listed(query).flatMap(({ type, label }) => (type === 'event' ? [label] : []));

describe('events', () => {
  it('are the notebook’s and the registry’s, oldest first', () => {
    const events = listed('events');
    assert.deepEqual(
      events.map(({ start }) => start),
      events.map(({ start }) => start).toSorted(),
    );
    assert.deepEqual(own('events'), ['an election year', 'a conference', 'a launch', 'a month']);
    assert(events.some(({ type, source }) => type === 'release' && source === 'registry'));
    assert.deepEqual(
      events.find(({ label }) => label === 'a launch'),
      { start: '2026-02-03', end: '2026-02-03', label: 'a launch', source: 'press', type: 'event' },
    );
    assert.deepEqual(
      events.filter(({ type }) => type === 'event').map(({ start, end }) => `${start} ${end}`),
      ['2024-01-01 2024-12-29', '2026-02-02 2026-02-10', '2026-02-03 2026-02-03', '2026-06-01 2026-06-30'],
    );
  });

  const windows: [clause: string, labels: string[]][] = [
    ['in 2026-02', ['a conference', 'a launch']],
    ['in 2026-W06', ['a conference', 'a launch']],
    // What reaches into the period is in it.
    ['in 2026-W07', ['a conference']],
    ['in 2026-02-10', ['a conference']],
    ['in 2026-06-15', ['a month']],
    ['from 2026-02-10 to 2026-06', ['a conference', 'a month']],
    ['since 2026-02-11', ['a month']],
    ['until 2026-01', ['an election year']],
    ['last 1 month until 2026-02', ['a conference', 'a launch']],
    ['since 2026-02 until 2026-02', ['a conference', 'a launch']],
  ];
  for (const [clause, labels] of windows) {
    it(clause, () => {
      const { figure, table } = ask(`events ${clause}`, data, EVENTS);
      const events = figure?.axis === 'events' ? figure.events : [];
      assert.deepEqual(
        events.flatMap(({ type, label }) => (type === 'event' ? [label] : [])),
        labels,
      );
      assert.equal(table.rows.length, events.length);
    });
  }

  it('a period without events has none, and says so', () => {
    const { figure, summary, table } = ask('events in 2020', data, EVENTS);
    assert.deepEqual([figure, summary, table.rows], [undefined, 'No events in this period.', []]);
  });

  it('for and where choose models, and leave out what is about nobody', () => {
    const chinese = listed('events for CN since 2026');
    assert(chinese.length > 0);
    assert(chinese.every(({ member, type }) => member?.country === 'CN' && type !== 'event'));
    const deepseek = listed('events for deepseek');
    assert(deepseek.length > 0 && deepseek.length < listed('events for CN').length);
    assert(deepseek.every(({ member }) => member?.lab === 'DeepSeek'));
    const open = listed('events for CN where weights = open');
    assert(open.length > 0 && open.length < listed('events for CN').length);
    const late = listed('events where release >= 2026-06');
    assert(late.every(({ start }) => start >= '2026-06-01'));
  });

  it('what the notebook says itself is not said twice', () => {
    const release = listed('events for deepseek').at(-1);
    assert(release);
    const same = `event ${release.start} "${release.label}"`;
    assert.equal(listed('events', same).length, listed('events', '').length);
  });

  it('as a table', () => {
    const { figure, table } = ask('events in 2026-02-03 as table', data, EVENTS);
    assert.equal(figure, undefined);
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['date', 'event', 'what', 'lab', 'country', 'source'],
    );
  });

  const refused: [query: string, code: string, at: string][] = [
    ['events by lab', 'not-of-lists', 'lab'],
    ['events weekly', 'not-of-lists', 'weekly'],
    ['events using labs', 'not-of-lists', 'labs'],
    ['events within known', 'not-of-lists', 'known'],
    ['events | top 5', 'not-of-lists', '| top 5'],
    ['events for each (CN, US)', 'not-of-lists', 'for each (CN, US)'],
    ['events as line', 'chart-refused', 'line'],
    ['events in latest', 'no-such-period', 'latest'],
    ['events in 2026-02-30', 'no-such-period', '2026-02-30'],
    ['events since 2026-03 until 2026-02', 'backwards', 'since 2026-03 until 2026-02'],
    ['events for nobody_at_all', 'unknown-name', 'nobody_at_all'],
    ['events where country = CN', 'where-member', 'country = CN'],
  ];
  for (const [query, code, at] of refused) {
    it(`${query} is refused: ${code}`, () => {
      const error = refusal(query, data, EVENTS);
      assert.equal(error.code, code);
      assert.equal(query.slice(error.start, error.end), at);
    });
  }

  it('marks of a chart are those of its time', () => {
    const { figure } = ask('tokens weekly using labs as line mark events', data, EVENTS);
    assert(figure?.axis === 'time');
    assert.deepEqual(figure.events.map(({ label }) => label).toSorted(), ['a conference', 'a launch']);
  });
});
