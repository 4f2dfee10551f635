/** What a `.gitattributes` file should say about notebooks and their data, and what is missing from one. */

interface Rule {
  readonly pattern: string;
  readonly attribute: string;
  /** The attribute as it is to be set. */
  readonly setting: string;
}

interface Section {
  /** A comment above the rules. */
  readonly why: string;
  readonly rules: readonly Rule[];
}

/**
 * Notebooks keep the line ends that the repository gives text files: none of their results depends on them, and with
 * `-text` an editor that writes other ones would turn every line into a change.
 */
const SECTIONS: readonly Section[] = [
  {
    why: '# A tokshare notebook is Markdown: a diff then names the heading above each change.',
    rules: ['*.tokshare', '*.tokshare.md'].map((pattern) => ({
      pattern,
      attribute: 'diff',
      setting: 'diff=markdown',
    })),
  },
  {
    why: '# Recorded results and pinned datasets name the exact bytes of the data, so git keeps their line ends.',
    rules: [{ pattern: '*.csv', attribute: 'text', setting: '-text' }],
  },
];

/** A line of others that decides what a rule of ours is about, and differently. Lines count from 1. */
export interface Standing {
  readonly line: number;
  readonly text: string;
  readonly wanted: string;
}

export interface Setup {
  /** What to put at the end of the file; empty if there is nothing to add. */
  readonly addition: string;
  /** The rules in it. */
  readonly added: readonly string[];
  /** What is left as it is. */
  readonly standing: readonly Standing[];
}

/** What a file lacks. Lines that are there stay as they are, wherever they stand and whatever they say. */
export function setUp(file: string): Setup {
  const lines = file.split(/\r\n|\n/);
  const decided = (rule: Rule): Decision | undefined =>
    lines.flatMap((text, index) => decisionOf(text, index + 1, rule) ?? []).at(-1);
  const standing = SECTIONS.flatMap(({ rules }) =>
    rules.flatMap((rule): Standing[] => {
      const decision = decided(rule);
      return decision && !decision.asWanted
        ? [{ line: decision.line, text: decision.text, wanted: textOf(rule) }]
        : [];
    }),
  );
  const sections = SECTIONS.map(({ why, rules }) => ({
    why,
    rules: rules.filter((rule) => decided(rule) === undefined).map(textOf),
  })).filter(({ rules }) => rules.length > 0);
  const added = sections.flatMap(({ rules }) => rules);
  const text = sections.flatMap(({ why, rules }) => [why, ...rules, '']).join('\n');
  const gap = file === '' ? '' : /\n$/.test(file) ? '\n' : '\n\n';
  const addition = added.length > 0 ? gap + text : '';
  return { addition: file.includes('\r\n') ? addition.replaceAll('\n', '\r\n') : addition, added, standing };
}

function textOf({ pattern, setting }: Rule): string {
  return `${pattern} ${setting}`;
}

interface Decision {
  readonly line: number;
  readonly text: string;
  readonly asWanted: boolean;
}

/** What a line says about the attribute of a rule, if it is about its pattern. */
function decisionOf(text: string, line: number, { pattern, attribute, setting }: Rule): Decision | undefined {
  const [first = '', ...settings] = text.trim().split(/[ \t]+/);
  if (first !== pattern && first !== `"${pattern}"`) return undefined;
  const found = settings.flatMap(meaningOf).findLast((each) => nameOf(each) === attribute);
  return found === undefined ? undefined : { line, text: text.trim(), asWanted: found === setting };
}

/** A setting with those that it stands for. */
function meaningOf(setting: string): readonly string[] {
  if (setting === 'binary') return ['-diff', '-merge', '-text'];
  // Line ends can be chosen only for text.
  return setting.startsWith('eol=') ? ['text'] : [setting];
}

function nameOf(setting: string): string {
  return setting.replace(/^[-!]/, '').replace(/=.*$/, '');
}
