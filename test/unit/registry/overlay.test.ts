import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withOverlays } from '../../../src/registry/overlaid';
import {
  readOverlay,
  readOverlayFile,
  type Overlay,
  type OverlayProblem,
} from '../../../src/registry/overlay';
import { builtInRegistry, countryOf, labOf, weightsOn, type Registry } from '../../../src/registry/registry';
import { termFinder } from '../../../src/registry/terms';

const base = builtInRegistry();
const read = (
  csv: string,
  columns: Readonly<Record<string, string>> = {},
): { overlay: Overlay | undefined; problems: readonly OverlayProblem[] } =>
  readOverlay(csv, { file: 'my.csv', columns: new Map(Object.entries(columns)) });
const messages = (csv: string, columns?: Readonly<Record<string, string>>): string[] =>
  read(csv, columns).problems.map(({ severity, message }) => `${severity}: ${message}`);

/** The overlay of a file in which nothing is wrong. */
function clean(csv: string): Overlay {
  const { overlay, problems } = read(csv);
  assert.deepEqual(problems, []);
  assert(overlay);
  return overlay;
}
const over = (...files: string[]): Registry => withOverlays(base, files.map(clean));

describe('an overlay: what is said', () => {
  it('a price replaces the price, and nothing else', () => {
    const registry = over('model,price\ndeepseek/deepseek-v4-flash-20260423,0.5\n');
    const before = base.resolveModel('deepseek/deepseek-v4-flash').model;
    const { model } = registry.resolveModel('deepseek/deepseek-v4-flash');
    assert(before && model);
    assert.deepEqual(model.price, { input: 0.5, output: before.price?.output });
    assert.deepEqual([...model.from], [['price', 'my.csv']]);
    assert.deepEqual({ ...model, price: 0, from: 0, lab: 0 }, { ...before, price: 0, from: 0, lab: 0 });
    assert.deepEqual(model.lab, before.lab);
    assert.equal(registry.models.length, base.models.length);
  });

  for (const word of ['anthropic/claude-sonnet-4.6', 'Claude Sonnet 4.6', 'Anthropic/Claude-Sonnet-4.6']) {
    it(`a model is meant by ${word}`, () => {
      const registry = over(`slug,weights\n${word},open\n`);
      assert.equal(registry.models.length, base.models.length);
      assert.equal(registry.resolveModel('anthropic/claude-4.6-sonnet-20260217').model?.weights, 'open');
    });
  }

  it('a dated slug is the model that is known without a date', () => {
    const registry = over('model,price\nopenrouter/hunter-alpha-20260311,1\n');
    assert.equal(registry.models.length, base.models.length);
    const hunter = registry.resolveModel('openrouter/hunter-alpha');
    assert.equal(hunter.model?.price?.input, 1);
    assert.equal(labOf(hunter, 'revealed')?.slug, 'xiaomi');
  });

  it('another date is another model', () => {
    const registry = over('model,price\ndeepseek/deepseek-v4-flash-20270101,1\n');
    assert.equal(registry.resolveModel('deepseek/deepseek-v4-flash-20270101').match, 'slug');
    assert.equal(
      registry.resolveModel('deepseek/deepseek-v4-flash').model?.price?.input,
      base.resolveModel('deepseek/deepseek-v4-flash').model?.price?.input,
    );
  });

  it('a new model of a new lab of a new country', () => {
    const registry = over(
      'model,name,lab,lab_name,country,weights,released,price,output_price,aliases\n' +
        'acme/one,Acme: One,acme,Acme AI,Switzerland,open from 2026-03-01,2026-02-01,$0.30,1.2,acme/uno;One!\n',
    );
    const one = registry.resolveModel('acme/uno:free');
    assert.deepEqual([one.key, one.label, one.lab?.name], ['acme/one:free', 'One (free)', 'Acme AI']);
    assert.equal(countryOf(one, 'listed'), 'CH');
    assert.deepEqual(one.model?.price, { input: 0.3, output: 1.2 });
    assert.equal(weightsOn(one.model, '2026-02-01'), 'closed');
    assert.equal(registry.resolveModel('one!').key, 'acme/one');
    for (const word of ['CH', 'ch', 'Switzerland']) {
      assert.equal(registry.country(word), 'CH');
      assert.equal(base.country(word), undefined);
    }
    assert.equal(registry.countryName('CH'), 'Switzerland');
    assert.equal(registry.countries.get('CH'), 'Switzerland');
    assert.equal(registry.lab('Acme AI'), registry.lab('ACME'));
    assert.deepEqual(
      termFinder(registry)('Acme AI of Switzerland').map(({ term }) => `${term.kind}:${term.key}`),
      ['lab:acme', 'country:CH'],
    );
  });

  it('a model that is added without a lab belongs to the lab of its slug', () => {
    const registry = over('model,price\nqwen/never-heard-of,1\nnobody/never-heard-of,1\nno-slug-at-all,1\n');
    assert.equal(registry.resolveModel('qwen/never-heard-of').lab?.slug, 'qwen');
    assert.equal(registry.resolveModel('nobody/never-heard-of').lab, undefined);
    assert.equal(registry.resolveModel('no-slug-at-all').match, 'slug');
  });

  it('a word with a colon that is no variant is a model by its whole name', () => {
    const registry = over('model,price\nllama3:8b,1\n"Acme: Big One",2\n');
    const names = ['llama3:8b', 'Acme: Big One'].map((word) => registry.resolveModel(word));
    assert.deepEqual(
      names.map(({ key, variant, model }) => [key, variant, model?.price?.input]),
      [
        ['llama3:8b', undefined, 1],
        ['Acme: Big One', undefined, 2],
      ],
    );
  });

  it('a word with a colon is not taken for what stands before the colon', () => {
    const registry = over('model,price\nllama3,1\n', 'model,price\nllama3:8b,2\n');
    assert.equal(registry.resolveModel('llama3').model?.price?.input, 1);
    assert.equal(registry.resolveModel('llama3:8b').model?.price?.input, 2);
  });

  it('a lab is meant by any slug or name, and counts for all of its models', () => {
    for (const word of ['alibaba', 'qwen', 'Alibaba Qwen']) {
      const registry = over(`lab,country\n${word},SG\n`);
      assert.equal(registry.labs.length, base.labs.length, word);
      assert.equal(countryOf(registry.resolveModel('qwen/never-heard-of'), 'listed'), 'SG', word);
    }
  });

  it('a country for a lab that stands apart does not join it to another', () => {
    const registry = over('lab,country\ndots-studio,CN\n');
    assert.equal(registry.lab('dots-studio')?.country, 'CN');
    assert.equal(registry.lab('dots-studio')?.confidence, undefined);
    assert.notEqual(registry.lab('dots-studio'), registry.lab('rednote-hilab'));
  });

  it('the slug and the name of a lab may stand in two columns', () => {
    const registry = over(
      'author_slug,lab,country,weights_policy,alt_slugs\nacme,Acme AI,GB,mixed,acme-ai\n',
    );
    assert.equal(registry.lab('acme')?.name, 'Acme AI');
    assert.equal(registry.lab('acme-ai')?.country, 'GB');
    assert.equal(registry.lab('acme')?.weights, 'mixed');
  });

  it('an alias is added, and taken from the model that had it', () => {
    const registry = over('model,aliases\ndeepseek/deepseek-v4-flash-20260731,deepseek/deepseek-v4-flash\n');
    for (const word of ['deepseek/deepseek-v4-flash', 'deepseek/deepseek-v4-flash-0731'])
      assert.equal(registry.resolveModel(word).key, 'deepseek/deepseek-v4-flash-20260731');
  });

  it('who says the lab of an undisclosed model discloses it; who says a reveal does not', () => {
    const disclosed = over('model,lab\nopenrouter/aurora-alpha,OpenAI\n').resolveModel(
      'openrouter/aurora-alpha',
    );
    assert.equal(labOf(disclosed, 'listed')?.slug, 'openai');
    const revealed = over(
      'model,revealed,revealed_as,revealed_confidence\nopenrouter/aurora-alpha,OpenAI,GPT,medium\nopenrouter/fresh-alpha,NewLab,,\n',
    );
    const aurora = revealed.resolveModel('openrouter/aurora-alpha');
    assert.equal(labOf(aurora, 'listed'), undefined);
    assert.equal(labOf(aurora, 'revealed')?.slug, 'openai');
    assert.equal(aurora.model?.revealed?.confidence, 'medium');
    const fresh = revealed.resolveModel('openrouter/fresh-alpha');
    assert.equal(labOf(fresh, 'listed'), undefined);
    assert.equal(labOf(fresh, 'revealed')?.name, 'NewLab');
  });

  it('other weights leave an undisclosed model undisclosed', () => {
    const hunter = over('model,weights\nopenrouter/hunter-alpha,closed\n').resolveModel(
      'openrouter/hunter-alpha',
    );
    assert.equal(hunter.model?.weights, 'closed');
    assert.equal(labOf(hunter, 'listed'), undefined);
    assert.equal(labOf(hunter, 'revealed')?.slug, 'xiaomi');
  });

  it('a reveal to another lab leaves nothing of the first', () => {
    const { model } = over('model,revealed\nopenrouter/hunter-alpha,OpenAI\n').resolveModel(
      'openrouter/hunter-alpha',
    );
    assert.deepEqual(
      [model?.revealed?.lab.slug, model?.revealed?.as, model?.revealed?.confidence],
      ['openai', undefined, undefined],
    );
  });

  it('later overlays win, cell by cell', () => {
    const first = 'model,price,weights\nacme/one,1,open\n';
    const second = 'model,price,output_price\nacme/one,2,4\n';
    const one = over(first, second).resolveModel('acme/one').model;
    assert.deepEqual([one?.price, one?.weights], [{ input: 2, output: 4 }, 'open']);
    const other = over(second, first).resolveModel('acme/one').model;
    assert.deepEqual([other?.price, other?.weights], [{ input: 1, output: 4 }, 'open']);
  });

  it('every cell names the file that has the last word on it', () => {
    const overlay = (file: string, csv: string): Overlay => {
      const { overlay } = readOverlay(csv, { file, columns: new Map() });
      assert(overlay);
      return overlay;
    };
    const { model } = withOverlays(base, [
      overlay('a.csv', 'model,price,weights\nacme/one,1,open\n'),
      overlay('b.csv', 'model,price,weights\nacme/one,2,open\n'),
    ]).resolveModel('acme/one');
    assert.deepEqual(Object.fromEntries(model?.from ?? []), {
      model: 'a.csv',
      weights: 'a.csv',
      price: 'b.csv',
    });
  });

  it('leaves the registry below as it was, and is built once', () => {
    const before = JSON.stringify(base.tables);
    const overlay = clean('model,price\nacme/one,1\nopenai/gpt-4o-mini,9\n');
    const once = withOverlays(base, [overlay]);
    assert.equal(withOverlays(base, [overlay]), once);
    assert.notEqual(withOverlays(base, [clean('model,price\nacme/one,1\n')]), once);
    assert.equal(withOverlays(base, []), base);
    assert.equal(JSON.stringify(base.tables), before);
    assert.equal(base.resolveModel('acme/one').model, undefined);
  });
});

describe('an overlay: columns', () => {
  it('are found by usual names, however they are spelt', () => {
    const registry = over('Model ID,Release Date,input-price\nacme/one,2026-01-02,3\n');
    const one = registry.resolveModel('acme/one').model;
    assert.deepEqual([one?.released, one?.price?.input], ['2026-01-02', 3]);
  });

  it('are said after `columns`', () => {
    const { overlay, problems } = read('what,how much\nacme/one,3\n', { model: 'what', price: 'How Much' });
    assert.deepEqual(problems, []);
    assert(overlay);
    assert.equal(withOverlays(base, [overlay]).resolveModel('acme/one').model?.price?.input, 3);
  });

  it('that are said are not found again under their usual name', () => {
    const { overlay } = read('model,price,list\nacme/one,1,2\n', { price: 'list' });
    assert.equal(overlay?.models[0]?.cells.price, 2);
  });

  it('that say nothing are told, and do no harm', () => {
    const csv = 'model,price,colour,comment\nacme/one,1,red,x\n';
    assert.deepEqual(messages(csv), [
      'information: my.csv: the columns "colour", "comment" say nothing that the registry keeps, and are not read.',
    ]);
    assert.equal(read(csv).overlay?.models.length, 1);
  });

  const refused: [why: string, csv: string, columns: Readonly<Record<string, string>>, message: RegExp][] = [
    ['nothing', '', {}, /^error: my\.csv is empty/],
    ['blanks', ' \r\n\ufeff\n', {}, /^error: my\.csv is empty/],
    ['a header only', 'model,price\n', {}, /^error: my\.csv has a header but no rows/],
    [
      'neither models nor labs',
      'colour,price\nred,1\n',
      {},
      /^error: my\.csv has no column of models or labs; its columns are colour, price\. Understood are model or lab, and .*output_price/,
    ],
    [
      'models and nothing else',
      'model\nacme/one\n',
      {},
      /^error: my\.csv names models but says nothing about them/,
    ],
    [
      'a column twice',
      'model,price,price\nacme/one,1,2\n',
      {},
      /^error: my\.csv has two columns named "price"/,
    ],
    [
      'an open quote',
      'model,price\n"acme/one,1\n',
      {},
      /^error: my\.csv, line 2: a quoted cell is not closed/,
    ],
    [
      'a role that nobody has',
      'model,x\nacme/one,1\n',
      { prize: 'x' },
      /^error: `prize` is nothing that the registry keeps; did you mean `price`\?/,
    ],
    ['a role of JavaScript', 'model,x\nacme/one,1\n', { __proto__x: 'x' }, /^error: `__proto__x` is nothing/],
    [
      'a column that is not there',
      'model,x\nacme/one,1\n',
      { price: 'y' },
      /^error: my\.csv has no column "y"; its columns are model, x\./,
    ],
  ];
  for (const [why, csv, columns, message] of refused) {
    it(`a file is refused for ${why}`, () => {
      const [only, ...more] = messages(csv, columns);
      assert.match(only ?? '', message);
      assert.deepEqual(more, []);
      assert.equal(read(csv, columns).overlay, undefined);
    });
  }

  it('a role that is to blame is named', () => {
    assert.deepEqual(read('model,x\nacme/one,1\n', { price: 'y' }).problems[0]?.about, { role: 'price' });
    assert.deepEqual(read('model,x\nacme/one,-1\n', { price: 'x' }).problems[0]?.about, { role: 'price' });
    assert.equal(read('model,price\nacme/one,-1\n').problems[0]?.about, 'file');
  });
});

describe('an overlay: how its file is written', () => {
  const rows = [
    ['model', 'price', 'aliases'],
    ['acme/one', '0,5', 'one;uno'],
    ['acme/two', '1.5', ''],
  ];
  const commas = 'model,price,aliases\nacme/one,0.5,one;uno\nacme/two,1.5,\n';

  for (const [name, separator] of [
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['bars', '|'],
  ] as const) {
    it(`${name} between its cells, or a blank line before them`, () => {
      const cell = (text: string): string => (/[,;|]/.test(text) ? `"${text}"` : text);
      const csv = rows.map((row) => `${row.map(cell).join(separator)}\n`).join('');
      assert.deepEqual(clean(csv), clean(commas));
      assert.deepEqual(clean(`\ufeff\n${csv.replaceAll('\n', '\r\n')}`), clean(commas));
    });
  }

  it('commas in a file of one row, whatever its cells hold', () => {
    const { models } = clean('model,aliases\nacme/one,a;b;c|d\n');
    assert.deepEqual(models[0]?.cells.aliases, ['a', 'b', 'c|d']);
  });

  it('lines are counted and rows told apart by its separator', () => {
    assert.deepEqual(messages('model;price;name\nacme/one;1\nacme/two;1;Two\nacme/three;free;x\n'), [
      'warning: my.csv, line 2: 2 cells where the header has 3 columns. The row is left out.',
      'warning: my.csv, line 4, column "price": "free" is not a price; write US dollars per million tokens, such as 0.30, or leave the cell empty.',
    ]);
  });

  const options = { file: 'my.csv', columns: new Map<string, string>() };
  const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
  const named = 'model;name\nacme/one;Größe Eins\n';

  it('what is not UTF-8 is read as Western European, with a warning', async () => {
    const { overlay, problems } = await readOverlayFile(Buffer.from(named, 'latin1'), options);
    assert.equal(overlay?.models[0]?.cells.name, 'Größe Eins');
    assert.deepEqual(
      problems.map(({ severity, code, about }) => [severity, code, about]),
      [['warning', 'encoding', 'file']],
    );
    assert.match(problems[0]?.message ?? '', /^my\.csv is not UTF-8; it is read as Western European text/);
  });

  it('UTF-8 and UTF-16 need no word', async () => {
    for (const bytes of [new TextEncoder().encode(named), utf16(named)]) {
      const { overlay, problems } = await readOverlayFile(bytes, options);
      assert.equal(overlay?.models[0]?.cells.name, 'Größe Eins');
      assert.deepEqual(problems, []);
    }
  });

  it('what is no text is refused', async () => {
    const { overlay, problems } = await readOverlayFile(new Uint8Array([0, 0, 1, 2, 0xff]), options);
    assert.equal(overlay, undefined);
    assert.deepEqual(
      problems.map(({ severity, code }) => [severity, code]),
      [['error', 'binary']],
    );
  });
});

describe('an overlay: cells', () => {
  const bad: [column: string, cell: string, message: RegExp][] = [
    ['price', '-1', /"-1" is not a price; write US dollars per million tokens/],
    ['price', '1,440', /"1,440" is not a price/],
    ['price', '0,30,1', /is not a price/],
    ['price', 'NaN', /is not a price/],
    ['price', '1e999', /is not a price/],
    ['output_price', 'free', /is not a price/],
    ['release', '2026-02-30', /"2026-02-30" is not a day; write it as 2026-04-24/],
    ['release', '2026-02', /is not a day/],
    ['release', '24/04/2026', /is not a day/],
    ['release', '0202-01-01', /cannot be right; mend the year/],
    ['weights', 'ajar', /"ajar" does not say what the weights are; write open, closed or open from/],
    ['weights', 'open from June', /does not say what the weights are/],
    ['weights', 'stealth', /does not say what the weights are/],
    ['revealed_on', 'soon', /is not a day/],
    ['revealed_confidence', 'very', /write high, medium or low/],
    ['revealed', 'other', /is no model and no lab/],
  ];
  for (const [column, cell, message] of bad) {
    it(`${column} ${cell} is told and left out; the rest of the row counts`, () => {
      const csv = `model,name,${column}\nacme/two,Two,\nacme/one,One,"${cell}"\n`;
      const [only, ...more] = messages(csv);
      assert(only?.startsWith(`warning: my.csv, line 3, column "${column}": "`), only);
      assert.match(only ?? '', message);
      assert.deepEqual(more, []);
      const { overlay } = read(csv);
      assert(overlay);
      const { model } = withOverlays(base, [overlay]).resolveModel('acme/one');
      assert.deepEqual([...(model?.from.keys() ?? [])], ['model', 'name']);
    });
  }

  it('a country is a code or a name', () => {
    assert.deepEqual(messages('lab,country\nacme,Atlantis\n'), [
      'warning: my.csv, line 2, column "country": "Atlantis" is no country; write its two letters (CN) or its English name (China).',
    ]);
    for (const [cell, code] of [
      ['gb', 'GB'],
      ['UK', 'GB'],
      ['united kingdom', 'GB'],
      ['Turkey', 'TR'],
      ['USA', 'US'],
    ] as const)
      assert.equal(over(`lab,country\nacme,${cell}\n`).lab('acme')?.country, code);
  });

  it('a lab has no price, and a model without a lab no country', () => {
    const csv = 'model,lab,price,country\n,acme,1,FR\nacme/one,,1,FR\n';
    assert.deepEqual(messages(csv), [
      'warning: my.csv, line 2, column "price": "1" is said of a model, and the row names none; name it in a column `model`.',
      'warning: my.csv, line 3, column "country": "FR" is said of a lab, and the row names none; name it in a column `lab`.',
    ]);
  });

  it('a row about nobody is told', () => {
    assert.deepEqual(messages('model,lab,price\n,,1\n'), [
      'warning: my.csv, line 2: the row names neither a model nor a lab. The row is left out.',
    ]);
  });

  it('a row with a comma too many is told, and left out', () => {
    const csv = 'model,price\nacme/one,0,30\nacme/two,1\n';
    assert.deepEqual(messages(csv), [
      'warning: my.csv, line 2: 3 cells where the header has 2 columns. The row is left out.',
    ]);
    assert.deepEqual(
      read(csv).overlay?.models.map(({ model }) => model),
      ['acme/two'],
    );
  });

  it('a variant and the lump row are no models, and their rows are about no lab', () => {
    const csv = 'model,lab,price,country\nacme/one:free,acme,0,FR\nother,acme,1,FR\n';
    assert.deepEqual(messages(csv), [
      'warning: my.csv, line 2, column "model": "acme/one:free" is a variant, which has the attributes of its model; write acme/one.',
      'warning: my.csv, line 3, column "model": "other" is the word for everything that a source does not list by name; it is no model and no lab.',
    ]);
    const { overlay } = read(csv);
    assert.deepEqual([overlay?.models, overlay?.labs], [[], []]);
  });

  it('two rows that disagree are told, and the later one is taken', () => {
    const csv = 'model,lab,country,price\nacme/one,acme,FR,1\nacme/two,acme,DE,2\nACME/one,acme,DE,3\n';
    assert.deepEqual(messages(csv), [
      'warning: my.csv, line 3, column "country": "DE" is not what line 2 says of the same lab, "FR". The later one is taken.',
      'warning: my.csv, line 4, column "price": "3" is not what line 2 says of the same model, "1". The later one is taken.',
    ]);
    const { overlay } = read(csv);
    assert(overlay);
    const registry = withOverlays(base, [overlay]);
    assert.equal(registry.lab('acme')?.country, 'DE');
    assert.equal(registry.resolveModel('acme/one').model?.price?.input, 3);
  });

  it('many warnings are counted', () => {
    const found = messages(`model,price\n${'acme/one,x\n'.repeat(500)}`);
    assert.equal(found.length, 11);
    assert.equal(found.at(-1), 'warning: my.csv: 490 more warnings such as these.');
  });
});

describe('an overlay: any text', () => {
  it('byte order marks, other line ends and quoted line ends are read, and lines counted', () => {
    const csv = '\ufeffmodel,name,price\r\n"acme/one","One\r\nof two",1\r\n\r\nacme/two,Two,x\r\n';
    assert.deepEqual(messages(csv), [
      'warning: my.csv, line 5, column "price": "x" is not a price; write US dollars per million tokens, such as 0.30, or leave the cell empty.',
    ]);
    assert.equal(read(csv).overlay?.models[0]?.cells.name, 'One of two');
    assert.equal(read('\ufeff"model","price"\n"acme/one","1"\n').overlay?.models[0]?.model, 'acme/one');
    assert.equal(read('model,price\racme/one,1\r').overlay?.models[0]?.cells.price, 1);
  });

  it('names of JavaScript are names', () => {
    for (const word of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const registry = over(`model,lab,lab_name,country,aliases\n${word},${word}-lab,${word},FR,valueOf\n`);
      const resolved = registry.resolveModel(word);
      assert.deepEqual([resolved.key, resolved.match], [word, 'slug']);
      assert.equal(countryOf(resolved, 'listed'), 'FR');
      assert.equal(registry.resolveModel('valueOf').key, word);
      assert.equal(registry.lab(word)?.slug, `${word}-lab`);
      assert.equal(registry.models.length, base.models.length + 1);
    }
    assert.deepEqual(messages('model,__proto__,price\nacme/one,x,1\n'), [
      'information: my.csv: the column "__proto__" says nothing that the registry keeps, and is not read.',
    ]);
    assert.equal(({} as Record<string, unknown>)['price'], undefined);
  });

  it('a cell without end is told in a few words', () => {
    const long = 'x'.repeat(100_000);
    for (const column of ['name', 'price', 'release', 'aliases', 'weights']) {
      const [only, ...more] = messages(`model,${column}\nacme/one,${long}\n`);
      assert.match(only ?? '', /the cell has 100000 characters; at most 1000 are read\.$/);
      assert.deepEqual(more, []);
    }
    const { overlay, problems } = read(`model,price\n${long},1\n${'y'.repeat(900)},zzz${'z'.repeat(900)}\n`);
    assert.equal(overlay?.models.length, 1);
    for (const { message } of problems) assert(message.length < 300, message);
  });

  it('columns without number or end are told in a few words', () => {
    const header = Array.from({ length: 5000 }, (_, at) => `column ${at}`);
    for (const first of ['model,price', 'colour,x']) {
      const csv = `${first},${header.join(',')}\n${','.repeat(header.length + 1)}\nacme/one,1${','.repeat(header.length)}\n`;
      for (const { message } of read(csv).problems) assert(message.length < 2000, `${message.length}`);
    }
  });

  it('nothing throws', () => {
    const word = fc.constantFrom(
      'model',
      'lab',
      'price',
      'acme/one',
      'x/y:free',
      '"',
      ',',
      '\n',
      ';',
      '\r',
      '2026-01-01',
    );
    const text = fc.array(fc.oneof(word, fc.string()), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        text,
        fc.dictionary(fc.oneof(word, fc.string()), fc.string(), { maxKeys: 2 }),
        (csv, columns) => {
          const { overlay, problems } = read(csv, columns);
          assert(overlay !== undefined || problems.some(({ severity }) => severity === 'error'));
          if (overlay) withOverlays(base, [overlay]).resolveModel(csv);
        },
      ),
    );
  });
});

describe('an overlay of what the registry says already', () => {
  const cell = (value: string | number | undefined): string =>
    `"${String(value ?? '').replaceAll('"', '""')}"`;
  const modelColumns =
    'model,lab,name,weights,release,price,output_price,aliases,revealed,revealed_as,revealed_on,revealed_confidence';
  const modelLine = (row: Registry['tables']['models'][number]): string =>
    [
      ...[row.slug, row.lab, row.name, row.weights, row.released, row.price, row.outputPrice],
      ...[row.aliases.join(';'), row.reveal?.lab, row.reveal?.as, row.reveal?.day, row.reveal?.confidence],
    ]
      .map(cell)
      .join(',');
  const labColumns = 'lab,lab_name,country,city,parent,weights,note,confidence,aliases';
  const labLine = (row: Registry['labs'][number]): string =>
    [
      ...[row.slug, row.name, row.country, row.city, row.parent, row.weights, row.note, row.confidence],
      base.tables.labs.find(({ slug }) => slug === row.slug)?.otherSlugs.join(';'),
    ]
      .map(cell)
      .join(',');

  const unchanged = (registry: Registry): void => {
    assert.deepEqual(registry.tables, base.tables);
    assert.deepEqual(registry.models, base.models);
    assert.deepEqual(registry.labs, base.labs);
  };

  it('changes nothing, whatever rows it has', () => {
    fc.assert(
      fc.property(
        fc.subarray([...base.tables.models], { minLength: 1 }),
        fc.subarray([...base.labs], { minLength: 1 }),
        (models, labs) => {
          const both = [
            [modelColumns, ...models.map(modelLine)].join('\n'),
            [labColumns, ...labs.map(labLine)].join('\r\n'),
          ];
          unchanged(over(...both));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('changes nothing, whichever cells are left out', () => {
    const kept = fc.infiniteStream(fc.boolean()).map((stream) => stream);
    fc.assert(
      fc.property(fc.constantFrom(...base.tables.models), kept, (row, keep) => {
        const cells = modelLine(row).slice(1, -1).split('","');
        const some = cells.map((each, at) => (at < 2 || keep.next().value ? each : ''));
        unchanged(over(`${modelColumns}\n"${some.join('","')}"\n`));
      }),
      { numRuns: 50 },
    );
  });
});
