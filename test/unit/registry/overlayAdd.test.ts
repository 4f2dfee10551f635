import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readOverlay } from '../../../src/registry/overlay';
import { NEW_OVERLAY, rowFor, type Subject } from '../../../src/registry/overlay-add';

const NONE: ReadonlyMap<string, string> = new Map();
const model = (word: string): Subject => ({ kind: 'model', word });
const lab = (word: string): Subject => ({ kind: 'lab', word });

/** The text as it then is, with the cursor as ¦; or the line that speaks of the name, or why there is none. */
function added(subject: Subject, text: string, columns = NONE): string {
  const row = rowFor(subject, text, columns, 'my.csv');
  if ('problem' in row) return row.problem;
  if ('line' in row) return `line ${row.line}`;
  const now = text.slice(0, row.at) + row.text + text.slice(row.at);
  return `${now.slice(0, row.cursor)}¦${now.slice(row.cursor)}`;
}

describe('a new row of an overlay', () => {
  it('of a file that was just begun', () => {
    assert.equal(added(model('a/b'), NEW_OVERLAY), `${NEW_OVERLAY}a/b,¦,,,,,,\n`);
    assert.equal(added(lab('acme'), NEW_OVERLAY), `${NEW_OVERLAY},acme,¦,,,,,\n`);
  });

  it('stands in the column that the file has for it, and leaves the others empty', () => {
    assert.equal(added(model('a/b'), 'price,slug,lab\n1,x/y,X\n'), 'price,slug,lab\n1,x/y,X\n,a/b,¦\n');
    assert.equal(added(model('a/b'), 'price,slug\n1,x/y\n'), 'price,slug\n1,x/y\n,a/b¦\n');
    const said = new Map([['model', 'what']]);
    assert.equal(added(model('a/b'), 'what,price\nx/y,1\n', said), 'what,price\nx/y,1\na/b,¦\n');
  });

  it('keeps the line ends of the file, and adds the one that its last line lacks', () => {
    assert.equal(added(model('a/b'), 'model,price\r\nx/y,1\r\n'), 'model,price\r\nx/y,1\r\na/b,¦\r\n');
    assert.equal(added(model('a/b'), 'model,price\nx/y,1'), 'model,price\nx/y,1\na/b,¦\n');
    assert.equal(added(model('a/b'), '\ufeffmodel,price\n'), '\ufeffmodel,price\na/b,¦\n');
  });

  it('has the separator of the file, and quotes a word that holds it', () => {
    assert.equal(added(model('a/b'), 'model;price\nx/y;1\n'), 'model;price\nx/y;1\na/b;¦\n');
    assert.equal(
      added(model('a/b'), 'price\tmodel\tlab\n1\tx/y\t\n'),
      'price\tmodel\tlab\n1\tx/y\t\n\ta/b\t¦\n',
    );
    assert.equal(added(model('a;b'), 'model;price\nx/y;1\n'), 'model;price\nx/y;1\n"a;b";¦\n');
    assert.equal(added(model('a,b'), 'model;price\nx/y;1\n'), 'model;price\nx/y;1\na,b;¦\n');
    assert.equal(added(model('X/Y'), 'model|price\nx/y|1\n'), 'line 1');
  });

  it('is not written twice', () => {
    assert.equal(added(model('X/Y'), 'model,price\n\nx/y,1\n'), 'line 2');
    assert.equal(added(lab('acme'), 'model,lab,country\n,Acme,US\n'), 'line 1');
    // A model's row names its lab, and says nothing of the lab alone.
    assert.match(added(lab('acme'), 'model,lab,country\nx/y,acme,US\n'), /\n,acme,¦\n$/);
  });

  it('may be filled in by typing cell after cell, though the commas of its empty cells are still there', () => {
    const text = `${NEW_OVERLAY}a/b,acme,DE,open,,,,,,\n`;
    const { overlay, problems } = readOverlay(text, { file: 'my.csv', columns: NONE });
    assert.deepEqual(problems, []);
    assert.equal(overlay?.models[0]?.cells.weights, 'open');
    assert.equal(overlay.labs[0]?.cells.country, 'DE');
    const more = readOverlay(`${NEW_OVERLAY}a/b,,,,,,,,,too much\n`, { file: 'my.csv', columns: NONE });
    assert.match(more.problems[0]?.message ?? '', /10 cells where the header has 8 columns/);
  });

  it('is refused with the reason', () => {
    assert.match(
      added(lab('acme'), 'model,price\nx/y,1\n'),
      /^my\.csv has no column of labs, so `acme` has no place/,
    );
    assert.match(added(model('a/b'), 'city,height\nRome,1\n'), /^my\.csv has no column of models or labs/);
    assert.match(added(model('a/b'), ''), /^my\.csv is empty/);
    assert.match(added(model('a/b'), 'model,"price\nx/y,1\n'), /quoted cell is not closed/);
  });

  it('is read again as the word that was added, whatever it holds, and once', () => {
    const word = fc.string({ minLength: 1, maxLength: 40 }).filter((each) => {
      const plain = each.replace(/\s+/g, ' ').trim();
      return plain === each && plain.toLowerCase() !== 'other' && !/^\ufeff/.test(plain);
    });
    fc.assert(
      fc.property(word, fc.constantFrom<Subject['kind']>('model', 'lab'), (each, kind) => {
        fc.pre(kind === 'lab' || !/^[^\s:]+\/[^\s:]+:[\w.-]+$/.test(each));
        const row = rowFor({ kind, word: each }, NEW_OVERLAY, NONE, 'my.csv');
        assert('text' in row);
        const text = NEW_OVERLAY + row.text;
        const { overlay, problems } = readOverlay(text, { file: 'my.csv', columns: NONE });
        assert.deepEqual(problems, []);
        const words =
          kind === 'model' ? overlay?.models.map((one) => one.model) : overlay?.labs.map((one) => one.lab);
        assert.deepEqual(words, [each]);
        assert('line' in rowFor({ kind, word: each }, text, NONE, 'my.csv'));
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (each, text) => {
        rowFor(model(each), text, NONE, 'my.csv');
        rowFor(lab(each), text, NONE, 'my.csv');
      }),
    );
  });
});
