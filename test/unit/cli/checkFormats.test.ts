import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { escapeMessage, escapeProperty } from '../../../src/cli/check/github';
import { escapeXml } from '../../../src/cli/check/junit';
import { cut, LONGEST_COMMENT, words } from '../../../src/cli/check/markdown';
import { CLAIMS, Folder, replaced, SLOW } from './checkFolder';

const { holds, off, undecided } = CLAIMS;

interface Sax {
  parser: (strict: boolean) => {
    onopentag: (tag: { name: string; attributes: Record<string, string> }) => void;
    onclosetag: (name: string) => void;
    ontext: (text: string) => void;
    onerror: (error: Error) => void;
    write: (xml: string) => { close: () => void };
  };
}

interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  text: string;
}

/** Throws if it is not well-formed. */
function parseXml(xml: string): Element {
  const sax = createRequire(join(process.cwd(), 'package.json'))('sax') as Sax;
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = sax.parser(true);
  parser.onopentag = ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  };
  parser.onclosetag = () => {
    open.pop();
  };
  parser.ontext = (text) => {
    open.at(-1)!.text += text;
  };
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(xml).close();
  return root.children[0]!;
}

/** Characters that mean something to one format or another. */
const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...Array.from('&<>"\'%:,@#|`*_[]\\\r\n\t\u0000\u001b\ufffe\ud800 a1')),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

describe('formats of tokshare check', function () {
  this.timeout(SLOW);
  let folder: Folder;
  before(() => {
    folder = new Folder();
    folder.notebook('n.tokshare', holds, off, undecided);
    folder.check('n.tokshare', '--record');
    // The undecided claim stays recorded; the one that is off gets stale.
    folder.write('n.tokshare', replaced(folder.read('n.tokshare'), 'expect 41%', 'expect 42%'));
    folder.notebook('broken.tokshare', 'tokens fro CN\n\nclaim "a <b> & c" = tokens expect 5 apples');
    folder.write('orphan.tokshare', '```tokshare-result\n```\n');
  });
  after(() => folder.remove());

  const FILES = ['n.tokshare', 'broken.tokshare', 'orphan.tokshare'];

  it('no sentence turns the reading direction of what follows', () => {
    const turning = replaced(off, '41% of a week', 'a \u202e\u2066\u061cb\u200f');
    folder.notebook('turning.tokshare', turning, 'tokens for "c \u202ed" in 2026-W11');
    const other = new Folder();
    try {
      other.notebook('n.tokshare', turning);
      other.commit();
      other.notebook('n.tokshare', replaced(turning, 'expect 41%', 'expect 42%'));
      for (const format of ['text', 'github', 'junit', 'markdown']) {
        const { out } = folder.check('--format', format, 'turning.tokshare');
        assert.match(out, /a +b/, format);
        assert.match(out, /c +d/, format);
        assert.doesNotMatch(out, /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/, format);
      }
      const { out } = other.check('--format', 'markdown', '--base', 'HEAD', 'n.tokshare');
      assert.match(out, /changed \| a b/);
      assert.doesNotMatch(out, /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    } finally {
      other.remove();
    }
  });

  describe('github', () => {
    const COMMAND = /^::(error|warning) ((?:\w+=[^:,\r\n]*,?)+)::(.+)$/;

    it('a command for each finding, and a line of counts', () => {
      const { out, code } = folder.check('--format', 'github', ...FILES);
      assert.equal(code, 2);
      const lines = out.trimEnd().split('\n');
      assert.match(lines.pop() ?? '', /^3 notebooks · \d claims: 1 holds, 1 off, 1 undecided/);
      const commands = lines.map((line) => {
        const [, severity, properties = '', message] = COMMAND.exec(line) ?? assert.fail(line);
        const of = Object.fromEntries(
          properties.split(',').map((each) => each.split('=') as [string, string]),
        );
        return { severity, message, ...of };
      });
      assert.deepEqual(commands[0], {
        severity: 'error',
        message: commands[0]?.message,
        file: 'n.tokshare',
        line: '17',
        endLine: '18',
        title: 'tokshare%3A off by −6.4pp',
      });
      assert.match(commands[0].message ?? '', /^“41%25 of a week”: off by −6\.4pp: computed 35\.6%25 /);
      assert.match(commands[1]!.message ?? '', /^This record is stale: /);
      assert.equal(commands[2]!.severity, 'warning');
      assert.match(commands[2]!.message ?? '', /undecided: .* Its record says so\.$/);
      assert.match(out, /^::error file=broken\.tokshare,line=8,endLine=8,col=8,endColumn=10,title=/m);
      assert.match(out, /^::warning file=orphan\.tokshare,line=1,endLine=2,title=/m);
    });

    it('files are named from the root of the repository', () => {
      const env = { ...process.env, GITHUB_WORKSPACE: join(folder.path, '..') };
      const { out } = folder.tokshare(['check', '--format', 'github', 'broken.tokshare'], env);
      assert.match(out, /^::error file=[^/,]+\/broken\.tokshare,/);
    });

    it('no text ends a command or a property', () => {
      fc.assert(
        fc.property(nasty, (text) => {
          assert.doesNotMatch(escapeMessage(text), /[\r\n]/);
          assert.doesNotMatch(escapeProperty(text), /[\r\n:,]/);
          const undone = escapeProperty(text).replace(/%(25|0D|0A|3A|2C)/g, (_, hex: string) =>
            String.fromCharCode(parseInt(hex, 16)),
          );
          assert.equal(undone, text);
        }),
      );
    });
  });

  describe('json', () => {
    it('everything about claims, records and findings, and nothing else on standard output', () => {
      const { out, err, code } = folder.check('--format', 'json', ...FILES);
      assert.equal(err, '');
      const report = JSON.parse(out) as {
        exitCode: number;
        counts: Record<string, number>;
        notebooks: {
          file: string;
          findings: Record<string, unknown>[];
          claims: Record<string, unknown>[];
          records: Record<string, unknown>[];
        }[];
      };
      assert.equal(report.exitCode, code);
      assert.deepEqual(report.counts, {
        ...{ claims: 4, holds: 1, off: 1, undecided: 1, impossible: 0, unread: 1, recorded: 1 },
        ...{ records: 3, stale: 1, errors: 2, warnings: 1 },
      });
      assert.deepEqual(
        report.notebooks.map(({ file }) => file),
        FILES,
      );
      const [first, second] = report.notebooks;
      const [held, wrong] = first!.claims;
      assert.deepEqual(held!['verdict'], {
        kind: 'holds',
        text: 'holds',
        reason: (held!['verdict'] as { reason: string }).reason,
      });
      assert.deepEqual(held!['record'], { state: 'fresh', reasons: [] });
      assert.equal(wrong!['sentence'], '41% of a week');
      assert.equal(wrong!['source'], 'a headline');
      assert.equal(wrong!['query'], 'share of tokens for CN in 2026-W11');
      assert.equal(wrong!['standing'], 'open');
      assert.deepEqual([wrong!['line'], wrong!['endLine']], [17, 18]);
      assert.deepEqual(wrong!['record'], {
        state: 'stale',
        reasons: ['the query, or a definition that it uses, was edited'],
      });
      const [figure] = wrong!['figures'] as Record<string, unknown>[];
      assert.deepEqual([figure!['published'], figure!['computed']], ['42%', '35.6% (35.6%–43.1%)']);
      assert.equal((wrong!['caption'] as Record<string, string>)['dataset'], 'usage');
      const readings = wrong!['readings'] as { tried: number; holding: { changes: string[] }[] };
      assert.ok(readings.tried > readings.holding.length);
      assert.deepEqual(
        first!.records.map(({ state }) => state),
        ['fresh', 'stale', 'fresh'],
      );
      assert.deepEqual(
        second!.findings.map(({ kind, severity, line }) => [kind, severity, line]),
        [
          ['run', 'error', 8],
          ['run', 'error', 10],
        ],
      );
    });
  });

  describe('junit', () => {
    it('is well-formed: a suite for each notebook, a case for each claim and record', () => {
      const { out, code } = folder.check('--format', 'junit', ...FILES);
      assert.equal(code, 2);
      const root = parseXml(out);
      assert.equal(root.name, 'testsuites');
      assert.deepEqual(root.attributes, { name: 'tokshare check', tests: '10', failures: '2', errors: '2' });
      const [first, second, third] = root.children;
      assert.deepEqual(
        first!.children.map(({ attributes: { name }, children: [outcome] }) => [name, outcome?.name]),
        [
          ['every cell runs', undefined],
          ['line 8: a third of all tokens', 'system-out'],
          ['line 17: 41% of a week', 'failure'],
          ['line 28: more than 40%', 'system-out'],
          ['line 10: record', undefined],
          ['line 20: record', 'failure'],
          ['line 30: record', undefined],
        ],
      );
      const failure = first!.children[2]!.children[0]!;
      assert.equal(failure.attributes['type'], 'off');
      assert.match(failure.text, /^off by −6\.4pp: computed 35\.6% \(35\.6%–43\.1%\), published 42%/);
      assert.equal(second!.children[0]!.children[0]!.name, 'error');
      assert.match(second!.children[0]!.children[0]!.text, /^line 8: .*\nline 10: /);
      assert.equal(second!.children[1]!.children[0]!.name, 'error');
      assert.equal(third!.attributes['failures'], '0');
      for (const suite of root.children)
        assert.equal(suite.attributes['tests'], String(suite.children.length));
    });

    it('any text can stand in an attribute and in an element', () => {
      fc.assert(
        fc.property(nasty, (text) => {
          const { attributes, text: inside } = parseXml(`<a b="${escapeXml(text)}">${escapeXml(text)}</a>`);
          assert.doesNotMatch(inside, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
          assert.equal(inside, attributes['b']);
          const allowed = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd]*$/;
          if (allowed.test(text)) assert.equal(inside, text);
        }),
      );
    });
  });

  describe('markdown', () => {
    it('heading, counts, stale records, and a table of claims', () => {
      const { out, code } = folder.check('--format', 'markdown', 'n.tokshare');
      assert.equal(code, 1);
      assert.match(out, /^## Published figures: something does not hold\n\n### n\.tokshare\n\n3 claims: /);
      assert.match(out, /\n\*\*Stale records\*\*\n\n- line 20: This record is stale: /);
      const row =
        '| 17 | 41% of a week (a headline) | 42% | 35.6% (35.6%–43.1%) | **off by −6.4pp** | CN / all tokens ';
      assert.ok(out.includes(row), out);
      assert.match(out, /\| 28 \| more than 40% \| &gt; 40% \| .* \| \*\*undecided\*\* \(recorded\) \|/);
    });

    it('several notebooks: what needs a look comes first', () => {
      const { out } = folder.check(
        '--format',
        'markdown',
        'orphan.tokshare',
        'n.tokshare',
        'broken.tokshare',
      );
      const order = [...out.matchAll(/^### (.*)$/gm)].map(([, name]) => name);
      assert.deepEqual(order, ['broken.tokshare', 'n.tokshare', 'orphan.tokshare']);
      assert.match(out, /\*\*Cannot be read or run\*\*\n\n- line 8: /);
      assert.match(out, /\*\*Worth a look\*\*\n\n- line 1: /);
    });

    it('words of a notebook notify nobody and are no markup', () => {
      assert.equal(words('@name and a@b'), '@\u200bname and a@\u200bb');
      assert.equal(words('#12, o/r#3, GH-4'), '#\u200b12, o/r#\u200b3, GH-\u200b4');
      assert.equal(words('https://x.org www.y.org'), 'https:\u200b//x.org www.\u200by.org');
      assert.equal(words('<img> | `a` **b**\n# c'), '&lt;img&gt; \\| \\`a\\` \\*\\*b\\*\\* # c');
      fc.assert(
        fc.property(nasty, (text) => {
          assert.doesNotMatch(words(text), /@[\p{L}\p{N}]|#\d|:\/\/|\n|(?<!\\)[|`*[\]<>]/u);
        }),
      );
    });

    it('a comment is never longer than GitHub takes, and says what is left out', () => {
      const lines = ['## Head', ...Array.from({ length: 3000 }, (_, at) => `| ${at} | ${'x'.repeat(40)} |`)];
      const text = cut(lines, LONGEST_COMMENT);
      assert.ok(text.length <= LONGEST_COMMENT && text.length > LONGEST_COMMENT - 200);
      const shown = text.split('\n').filter((line) => lines.includes(line)).length;
      assert.ok(
        text.endsWith(
          `\n_${lines.length - shown} more lines are left out here, since a comment may be no longer. \`tokshare check\` shows all of them._\n`,
        ),
      );
      assert.equal(cut(['a', 'b'], 3), 'a\nb');
      fc.assert(
        fc.property(fc.array(fc.string()), fc.integer({ min: 200, max: 400 }), (some, longest) => {
          assert.ok(cut(some, longest).length <= longest);
        }),
      );
    });
  });
});
