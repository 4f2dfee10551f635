/** Completion: what the parser would take at the cursor, with its documentation. */
import * as vscode from 'vscode';
import { bucketKey, keyOfBucket } from '../data/calendar';
import type { Dataset } from '../data/dataset';
import { expectationsAt, parse } from '../language/parser';
import type { Expectation } from '../language/nodes';
import { isKeyword, VOCABULARY } from '../language/vocabulary';
import type { Scope } from '../analysis/scope';
import { cardOf, type Term } from '../registry/card';
import { COUNTRIES } from '../registry/countries';
import { baseOf } from './files';
import { rangeOf } from './diagnostics';
import { QUERY_CELLS } from './names';
import type { Sessions } from './session';

type Kind = Exclude<Expectation['kind'], 'keyword'>;

export function registerCompletion(sessions: Sessions): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position) {
      const session = sessions.ofCell(document);
      if (!session) return [];
      const text = document.getText();
      const offset = document.offsetAt(position);
      if (isInComment(text, offset)) return [];
      const { expected, typed } = expectationsAt(text, offset);
      const { scope } = await session.read();
      const words = new Words(scope, datasetAsked(text, offset, scope), session.notebook.uri);
      const items: vscode.CompletionItem[] = [];
      for (const each of expected) {
        if (each.kind === 'keyword') items.push(keyword(each.word));
        else items.push(...(await words.of(each.kind)));
      }
      // A closing quote that the editor has added belongs to what is replaced.
      const quoted = text[typed.start] === '"';
      const range = rangeOf(
        { start: typed.start, end: typed.end + (quoted && text[typed.end] === '"' ? 1 : 0) },
        document,
      );
      return items
        .filter((item) => !quoted || labelOf(item).startsWith('"'))
        .map((item) => Object.assign(item, { range }));
    },
  };
  return vscode.languages.registerCompletionItemProvider(QUERY_CELLS, provider, ' ', '"', '(', '/', ':');
}

function isInComment(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return line.replace(/"[^"]*"/g, '').includes('#');
}

/** The dataset that the statement under the cursor names by `using`, if it does. */
function datasetAsked(text: string, offset: number, scope: Scope): readonly Dataset[] {
  const statement = parse(text).statements.find(
    (each) => each.statement.start <= offset && offset <= each.statement.end + 1,
  )?.statement;
  const named =
    statement?.kind === 'query' && statement.using
      ? scope.datasets.get(statement.using.text)?.dataset
      : undefined;
  return named ? [named] : [...scope.datasets.values()].flatMap(({ dataset }) => dataset ?? []);
}

function labelOf(item: vscode.CompletionItem): string {
  return typeof item.label === 'string' ? item.label : item.label.label;
}

function make(
  label: string,
  kind: vscode.CompletionItemKind,
  detail: string,
  order: number,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, kind);
  item.detail = detail;
  item.sortText = `${order}${label}`;
  item.filterText = label;
  return item;
}

function keyword(word: string): vscode.CompletionItem {
  const item = make(word, vscode.CompletionItemKind.Keyword, '', 5);
  if (!isKeyword(word)) return item;
  const { meaning, example } = VOCABULARY[word];
  item.documentation = new vscode.MarkdownString(meaning).appendCodeblock(example, 'tokshare');
  return item;
}

/** The names that a notebook and the registry offer for each kind of place. */
class Words {
  constructor(
    private readonly scope: Scope,
    private readonly datasets: readonly Dataset[],
    private readonly notebook: vscode.Uri,
  ) {}

  async of(kind: Kind): Promise<vscode.CompletionItem[]> {
    switch (kind) {
      case 'dataset':
        return [...this.scope.datasets.values()].map(({ name, dataset }) =>
          make(
            name,
            vscode.CompletionItemKind.Module,
            dataset ? `${dataset.rows.toLocaleString('en-US')} rows of ${dataset.file}` : 'cannot be read',
            0,
          ),
        );
      case 'dimension':
        return this.dimensions();
      case 'measure':
        return this.unique((dataset) => [...dataset.numbers.keys()]).map((name) =>
          make(name, vscode.CompletionItemKind.Field, 'value', 0),
        );
      case 'column':
        return [
          ...['weights', 'price', 'output_price', 'release', 'variant'].map((name) =>
            make(name, vscode.CompletionItemKind.Property, 'attribute of models', 1),
          ),
          ...this.unique((dataset) => [...dataset.texts.keys(), ...dataset.numbers.keys()]).map((name) =>
            make(name, vscode.CompletionItemKind.Field, 'column', 0),
          ),
        ];
      case 'item':
        return this.items();
      case 'group':
        return this.groups();
      case 'file':
        return this.files();
      case 'period':
        return this.periods();
      case 'grain':
        return ['days', 'weeks', 'months', 'quarters', 'years'].map((word) =>
          make(word, vscode.CompletionItemKind.Unit, '', 0),
        );
      case 'operand':
        return ['open', 'closed', 'free'].map((word) =>
          make(word, vscode.CompletionItemKind.EnumMember, '', 0),
        );
      case 'text':
      case 'count':
      case 'quantity':
      case 'new-name':
        return [];
    }
  }

  private unique(names: (dataset: Dataset) => readonly string[]): string[] {
    return [...new Set(this.datasets.flatMap(names))];
  }

  private dimensions(): vscode.CompletionItem[] {
    const builtIn = ['model', 'lab', 'country', 'weights', 'variant'].map((name) =>
      make(name, vscode.CompletionItemKind.Enum, 'dimension', 0),
    );
    const roles = new Set(this.datasets.flatMap((dataset) => Object.values(dataset.roles)));
    const own = this.unique((dataset) => [...dataset.texts.keys()]).filter((name) => !roles.has(name));
    return [...builtIn, ...own.map((name) => make(name, vscode.CompletionItemKind.Enum, 'column', 1))];
  }

  private groups(): vscode.CompletionItem[] {
    return [...this.scope.groups.keys()].map((name) =>
      make(name, vscode.CompletionItemKind.Class, 'group', 0),
    );
  }

  private items(): vscode.CompletionItem[] {
    const { registry } = this.scope;
    const countries = Object.entries(COUNTRIES).map(([code, name]) =>
      this.item(code, name, { kind: 'country', key: code }, 1),
    );
    const labs = registry.labs
      .filter((lab) => !lab.stealth)
      .map((lab) =>
        this.item(
          lab.slug,
          `${lab.name}${lab.country === undefined ? '' : ` · ${lab.country}`}`,
          { kind: 'lab', key: lab.slug },
          2,
        ),
      );
    const models = this.unique((dataset) => dataset.texts.get(dataset.roles.model ?? '')?.words ?? [])
      .filter((word) => word.includes('/'))
      .map((word) => this.item(word, registry.resolveModel(word).label, { kind: 'model', key: word }, 3));
    return [...this.groups(), ...countries, ...labs, ...models];
  }

  private item(label: string, detail: string, term: Term, order: number): vscode.CompletionItem {
    const item = make(label, vscode.CompletionItemKind.Value, detail, order);
    const card = cardOf(term, this.scope.registry);
    // Plain text: names from files are never Markdown here.
    item.documentation = card.lines.map((line) => `${line.label}: ${line.value}`).join('\n');
    return item;
  }

  private async files(): Promise<vscode.CompletionItem[]> {
    const base = baseOf(this.notebook);
    if (!base) return [];
    const found = await vscode.workspace.findFiles(
      new vscode.RelativePattern(base, '**/*.csv'),
      '**/node_modules/**',
      200,
    );
    const folder = base.path.endsWith('/') ? base.path : `${base.path}/`;
    return found
      .filter((uri) => uri.path.startsWith(folder))
      .map((uri) =>
        make(`"${uri.path.slice(folder.length)}"`, vscode.CompletionItemKind.File, 'CSV file', 0),
      );
  }

  /** `latest`, and the newest periods of the data. */
  private periods(): vscode.CompletionItem[] {
    const newest = this.datasets.flatMap(({ name, time }) => {
      if (!time) return [];
      // Days are many: their weeks are offered.
      const keys = time.starts.map((start) =>
        time.grain === 'day' ? bucketKey(start, 'week') : keyOfBucket(start, time.grain),
      );
      return [...new Set(keys)].slice(-8).map((key) => ({ key, name }));
    });
    const keys = new Map(newest.map(({ key, name }) => [key, name]));
    return [
      make('latest', vscode.CompletionItemKind.Constant, 'the last whole bucket', 0),
      ...[...keys]
        .sort(([a], [b]) => (a < b ? 1 : -1))
        .map(([key, name]) => make(key, vscode.CompletionItemKind.Constant, name, 1)),
    ];
  }
}
