import assert from 'node:assert/strict';
import { unmappedIn, type UnmappedName } from '../../../src/analysis/unmapped';
import { withOverlays } from '../../../src/registry/overlaid';
import { readOverlay } from '../../../src/registry/overlay';
import { builtInRegistry } from '../../../src/registry/registry';
import { datasetOf } from './helpers';

const MODELS = [
  'week,model,tokens',
  '2026-W01,deepseek/deepseek-v4-flash,50',
  '2026-W01,acme/one,10',
  '2026-W02,acme/one,20',
  '2026-W03,qwen/of-tomorrow:free,5',
  '2026-W03,openrouter/pony-alpha,5',
  '2026-W03,gryphe/mythomax-l2-13b,',
  '2026-W03,other,10',
  '',
].join('\n');

function unmapped(text: string, overlayText?: string): readonly UnmappedName[] {
  const columns = new Map<string, string>();
  const overlay =
    overlayText === undefined ? undefined : readOverlay(overlayText, { file: 'my.csv', columns }).overlay;
  return unmappedIn(datasetOf(text), withOverlays(builtInRegistry(), overlay ? [overlay] : []));
}

const short = (names: readonly UnmappedName[]): unknown[] =>
  names.map(({ word, missing, tokens, rows, share, first, last }) => [
    ...[word, missing, tokens, rows, Math.round(share * 1000) / 1000, first, last],
  ]);

describe('unmapped names', () => {
  it('come with what is missing, their tokens, their share of all tokens and their periods, the largest first', () => {
    assert.deepEqual(short(unmapped(MODELS)), [
      ['acme/one', 'model', 30, 2, 0.3, '2026-W01', '2026-W02'],
      ['openrouter/pony-alpha', 'undisclosed', 5, 1, 0.05, '2026-W03', '2026-W03'],
      ['qwen/of-tomorrow:free', 'model', 5, 1, 0.05, '2026-W03', '2026-W03'],
      // Its lab is known, and works from nowhere that is known; its cell is empty, which is no number.
      ['gryphe/mythomax-l2-13b', 'country', 0, 1, 0, '2026-W03', '2026-W03'],
    ]);
  });

  it('say whom a model is counted for, and why a name that looks known is not', () => {
    const [acme, , qwen] = unmapped(MODELS);
    assert.equal(acme?.lab, undefined);
    assert.equal(qwen?.lab, 'Alibaba Qwen');
    const [dated] = unmapped('date,model,tokens\n2026-01-01,deepseek/deepseek-v4-flash-20300101,1\n');
    assert.match(dated?.reason ?? '', /^has another date than /);
  });

  it('are what an overlay has not', () => {
    const overlay = 'model,lab,country\nacme/one,acme,DE\nqwen/of-tomorrow,,\nopenrouter/pony-alpha,z-ai,\n';
    assert.deepEqual(
      unmapped(MODELS, overlay).map(({ word }) => word),
      ['gryphe/mythomax-l2-13b'],
    );
  });

  it('of labs are those of a column of labs', () => {
    const names = unmapped(
      'date,author,tokens\n2026-01-01,deepseek,1\n2026-01-01,acme,2\n2026-01-01,stealth,3\n2026-01-01,gryphe,4\n',
    );
    assert.deepEqual(
      names.map(({ word, kind, missing }) => [word, kind, missing]),
      [
        ['gryphe', 'lab', 'country'],
        ['stealth', 'lab', 'undisclosed'],
        ['acme', 'lab', 'lab'],
      ],
    );
  });

  it('of countries are words that no country of the world is called', () => {
    const names = unmapped(
      'date,lab,country,tokens\n2026-01-01,deepseek,CN,5\n2026-01-01,acme,Chnia,1\n2026-01-01,openai,usa,1\n' +
        '2026-01-01,openai,Brazil,2\n2026-01-02,google,Chnia,1\n2026-01-02,google,Other,1\n2026-01-02,google,,1\n',
    );
    assert.deepEqual(
      names.map(({ word, kind, missing, rows, tokens }) => [word, kind, missing, rows, tokens]),
      [
        ['Chnia', 'country', 'country', 2, 2],
        ['acme', 'lab', 'lab', 1, 1],
      ],
    );
  });

  it('of a file with models and labs, a model needs no lab of its own', () => {
    const names = unmapped(
      'date,model,organization,tokens\n2026-01-01,gryphe/mythomax-l2-13b,Google,1\n2026-01-01,X,Acme,2\n',
    );
    assert.deepEqual(
      names.map(({ word, kind, missing }) => [word, kind, missing]),
      [
        ['Acme', 'lab', 'lab'],
        ['X', 'model', 'model'],
      ],
    );
  });

  it('of a snapshot without tokens are counted by rows', () => {
    const [name] = unmapped('model,score\nNobody knows,1\nGemini-2.5-Pro,2\n');
    assert.deepEqual(
      [name?.word, name?.tokens, name?.rows, name?.share, name?.first],
      ['Nobody knows', undefined, 1, 0.5, undefined],
    );
  });

  it('of a dataset in which every name is known are none', () => {
    assert.deepEqual(
      unmapped('date,model,tokens\n2026-01-01,deepseek/deepseek-v4-flash,1\n2026-01-01,other,1\n'),
      [],
    );
  });
});
