import assert from 'node:assert/strict';
import { listingOf, type Sheet } from '../../../src/registry/listing';
import { withOverlays } from '../../../src/registry/overlaid';
import { readOverlay } from '../../../src/registry/overlay';
import { builtInRegistry } from '../../../src/registry/registry';

function sheets(overlayText?: string): Record<Sheet['id'], Sheet> {
  const columns = new Map<string, string>();
  const overlay =
    overlayText === undefined ? undefined : readOverlay(overlayText, { file: 'my.csv', columns }).overlay;
  const registry = withOverlays(builtInRegistry(), overlay ? [overlay] : []);
  const made = listingOf(registry, overlay ? [overlay.file] : []).sheets;
  return Object.fromEntries(made.map((sheet) => [sheet.id, sheet])) as Record<Sheet['id'], Sheet>;
}

/** The row that has this text in a cell, by the names of its columns. */
function row({ columns, rows }: Sheet, text: string): Record<string, string> {
  const found = rows.find(({ cells }) => cells.some((cell) => cell.text === text));
  assert(found, text);
  return Object.fromEntries(columns.map(({ name }, at) => [name, found.cells[at]?.text ?? '(no cell)']));
}

describe('the registry as tables', () => {
  it('has a row for every model, lab and undisclosed model, each with a cell for every column', () => {
    const { models, labs, stealth } = sheets();
    const registry = builtInRegistry();
    assert.equal(models.rows.length, registry.models.length);
    assert.equal(labs.rows.length, registry.labs.length);
    assert.equal(stealth.rows.length, registry.models.filter((model) => model.stealth).length);
    for (const { columns, rows } of [models, labs, stealth])
      for (const each of rows) assert.equal(each.cells.length, columns.length);
  });

  it('says what is known of a model, and since when', () => {
    assert.deepEqual(row(sheets().models, 'z-ai/glm-5.2-20260616'), {
      Name: 'GLM 5.2',
      Slug: 'z-ai/glm-5.2-20260616',
      Lab: 'Z.ai (Zhipu AI)',
      Country: 'CN China',
      Released: '2026-06-16',
      Listed: '2026-06-16',
      Input: '$0.966',
      Output: '$3.036',
      Weights: 'open',
      Aliases: 'z-ai/glm-5.2, z-ai/glm-5.2:batch, z-ai/glm-5.2:free',
      Source: 'catalogue',
    });
  });

  it('shows what nobody knows as unknown, and nothing where there is nothing to say', () => {
    const { models } = sheets();
    const pony = row(models, 'openrouter/pony-alpha');
    assert.deepEqual(
      [
        pony['Lab'],
        pony['Country'],
        pony['Released'],
        pony['Input'],
        pony['Weights'],
        pony['Aliases'],
        pony['Source'],
      ],
      ['undisclosed', 'unknown', 'unknown', 'unknown', 'unknown', '', 'by hand'],
    );
  });

  it('says of an undisclosed model what it was listed as, who it was said to be, and where that was read', () => {
    const pony = row(sheets().stealth, 'openrouter/pony-alpha');
    assert.equal(pony['Revealed as'], 'GLM-5');
    assert.equal(pony['Lab'], 'Z.ai (Zhipu AI)');
    assert.equal(pony['Since when'], 'unknown');
    assert.equal(pony['Confidence'], 'high');
    assert.equal(pony['Source'], 'general knowledge');
    const cypher = row(sheets().stealth, 'openrouter/cypher-alpha');
    assert.equal(cypher['Revealed as'], 'unknown');
    assert.equal(cypher['Source'], 'suspected Amazon; never confirmed');
  });

  it('marks the rows that a file of the notebook says something of', () => {
    const { models, labs, stealth } = sheets(
      [
        'model,lab,country,price,revealed,revealed_as,revealed_on',
        'z-ai/glm-5.2,,,0.5,,,',
        'acme/one,acme,DE,,,,',
        'openrouter/aurora-alpha,,,,z-ai,GLM-9,2026-09-01',
      ].join('\n'),
    );
    assert.equal(row(models, 'z-ai/glm-5.2-20260616')['Overlay'], 'my.csv (price)');
    assert.match(row(models, 'acme/one')['Overlay'] ?? '', /^my\.csv \(model/);
    assert.equal(row(models, 'acme/one')['Source'], '');
    assert.match(row(labs, 'acme')['Overlay'] ?? '', /^my\.csv \(lab/);
    const aurora = row(stealth, 'openrouter/aurora-alpha');
    assert.deepEqual([aurora['Since when'], aurora['Source']], ['2026-09-01', 'my.csv']);
    assert.equal(models.rows.filter(({ overlay }) => overlay !== '').length, 3);
  });

  it('prices are sorted as numbers', () => {
    const { columns, rows } = sheets().models;
    const at = columns.findIndex(({ name }) => name === 'Input');
    for (const { cells } of rows) {
      const { text, order, unknown } = cells[at] ?? { text: '' };
      assert.equal(order, unknown ? undefined : Number(text.replace('$', '')));
    }
  });
});
