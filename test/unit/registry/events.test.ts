import assert from 'node:assert/strict';
import { registryEvents, type RegistryEvent } from '../../../src/registry/events';
import { withOverlays } from '../../../src/registry/overlaid';
import { readOverlay } from '../../../src/registry/overlay';
import { buildRegistry, builtInRegistry, type Registry } from '../../../src/registry/registry';

const small = (models: string, stealth = ''): Registry =>
  buildRegistry({
    labs: 'author_slug,lab,country,hq_city,weights_policy,parent,alt_slugs,confidence,note\nacme,Acme,FR,,,,,high,\nopenrouter,OpenRouter,,,stealth,,,high,\n',
    models: `model,name,author_slug,weights,release_date,aliases,input_usd_per_m,output_usd_per_m\n${models}`,
    stealth: `model,revealed_lab,revealed_as,confidence,source,revealed_on\n${stealth}`,
  });
const brief = (events: readonly RegistryEvent[]): string[] =>
  events.map(({ type, day, label, model }) => `${day} ${type} ${label} ${model}`);

describe('events of the registry', () => {
  it('releases say whose they are, and what the weights were on that day', () => {
    const release = (slug: string): RegistryEvent | undefined =>
      registryEvents(builtInRegistry()).find(({ model }) => model === slug);
    const m3 = release('minimax/minimax-m3-20260531');
    assert.deepEqual(
      [m3?.type, m3?.day, m3?.label, m3?.lab?.slug, m3?.country, m3?.weights],
      ['release', '2026-05-31', 'MiniMax M3', 'minimax', 'CN', 'closed'],
    );
    // Listed without a maker: so it stands on the day of its release.
    const ox = release('stealth/ox-alpha');
    assert.deepEqual([ox?.day, ox?.lab, ox?.country], ['2026-08-20', undefined, undefined]);
  });

  it('are all releases that have a date, in the order of days and labels', () => {
    const events = registryEvents(builtInRegistry());
    const days = new Set(builtInRegistry().models.flatMap(({ released }) => released ?? []));
    assert.deepEqual(new Set(events.map(({ day }) => day)), days);
    for (const [at, event] of events.entries()) {
      const before = events[at - 1];
      if (before)
        assert(
          before.day < event.day || (before.day === event.day && before.label <= event.label),
          event.label,
        );
    }
  });

  it('have a day: without one nothing is said to have happened', () => {
    for (const { day } of registryEvents(builtInRegistry())) assert.match(day, /^\d{4}-\d\d-\d\d$/);
    assert.deepEqual(registryEvents(small('acme/one,One,acme,open,,,,\n')), []);
  });

  it('dated slugs of one model on one day are one release, under the shortest label', () => {
    const mini = registryEvents(builtInRegistry()).filter(({ model }) =>
      model.startsWith('openai/gpt-4o-mini'),
    );
    assert.deepEqual(brief(mini), ['2024-07-18 release GPT-4o-mini openai/gpt-4o-mini']);
  });

  it('the shortest label is taken wherever it stands', () => {
    const row = (slug: string, name: string): string => `${slug},${name},acme,open,2026-01-01,,,\n`;
    const [dated, plain] = [row('acme/one-2026-01-01', 'One (2026-01-01)'), row('acme/one', 'One')];
    for (const rows of [dated + plain, plain + dated])
      assert.deepEqual(brief(registryEvents(small(rows))), ['2026-01-01 release One acme/one']);
  });

  it('of one model on two days, and of two models on one, are two', () => {
    const registry = small(
      'acme/one-20260101,One 0101,acme,open,2026-01-01,,,\nacme/one-20260201,One 0201,acme,open,2026-02-01,,,\nacme/one-pro-20260101,One Pro,acme,open,2026-01-01,,,\n',
    );
    assert.deepEqual(brief(registryEvents(registry)), [
      '2026-01-01 release One 0101 acme/one-20260101',
      '2026-01-01 release One Pro acme/one-pro-20260101',
      '2026-02-01 release One 0201 acme/one-20260201',
    ]);
  });

  it('a reveal with a date is an event of the lab that was named', () => {
    const registry = small(
      'openrouter/fox-alpha,Fox Alpha,openrouter,stealth,2026-01-01,,,\nopenrouter/owl-alpha,Owl Alpha,openrouter,stealth,,,,\n',
      'openrouter/fox-alpha,acme,One,high,announcement,2026-01-20\nopenrouter/owl-alpha,acme,Two,high,announcement,\n',
    );
    const events = registryEvents(registry);
    assert.deepEqual(brief(events), [
      '2026-01-01 release Fox Alpha openrouter/fox-alpha',
      '2026-01-20 reveal Fox Alpha is One by Acme openrouter/fox-alpha',
    ]);
    assert.deepEqual(
      events.map(({ lab, country }) => [lab?.slug, country]),
      [
        [undefined, undefined],
        ['acme', 'FR'],
      ],
    );
  });

  it('come from overlays too', () => {
    const { overlay } = readOverlay(
      'model,release,revealed,revealed_on\nanthropic/claude-of-tomorrow,2027-01-05,,\nopenrouter/hunter-alpha,,,2026-04-01\n',
      { file: 'mine.csv', columns: new Map() },
    );
    assert(overlay);
    const before = new Set(brief(registryEvents(builtInRegistry())));
    const now = brief(registryEvents(withOverlays(builtInRegistry(), [overlay])));
    assert.deepEqual(
      now.filter((each) => !before.has(each)),
      [
        '2026-04-01 reveal Hunter Alpha is MiMo-V2-Pro by Xiaomi MiMo openrouter/hunter-alpha',
        '2027-01-05 release anthropic/claude-of-tomorrow anthropic/claude-of-tomorrow',
      ],
    );
  });
});
