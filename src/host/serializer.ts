/** The `.tokshare` file as a notebook of VS Code. Everything that decides about bytes is in `notebook/`. */
import * as vscode from 'vscode';
import {
  decode,
  encode,
  read,
  write,
  type Cell,
  type CellMeta,
  type Notebook,
  type NotebookMeta,
} from '../notebook/format';
import { NOTEBOOK, QUERY, RECORD } from './names';

/** Layout that is not canonical travels with its cell; it is the only metadata that a cell has. */
interface CellMetadata {
  readonly layout?: CellMeta;
}

export const serializer: vscode.NotebookSerializer = {
  deserializeNotebook(bytes) {
    // Only bytes that are no text refuse to open: opened empty, the next save would write that.
    return toData(read(decode(bytes)));
  },
  serializeNotebook(data) {
    return encode(write(fromData(data)));
  },
};

export function registerSerializer(): vscode.Disposable {
  return vscode.workspace.registerNotebookSerializer(NOTEBOOK, serializer, {
    // Running a notebook changes nothing on disk.
    transientOutputs: true,
    transientCellMetadata: { inputCollapsed: true, outputCollapsed: true, execution: true },
  });
}

export function toData(notebook: Notebook): vscode.NotebookData {
  const data = new vscode.NotebookData(notebook.cells.map(toCellData));
  // Always there: VS Code lays new metadata over the old, so a layout that is undone would stay.
  data.metadata = { layout: notebook.meta ?? {} };
  return data;
}

function toCellData(cell: Cell): vscode.NotebookCellData {
  const data =
    cell.kind === 'prose'
      ? new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, cell.text, 'markdown')
      : new vscode.NotebookCellData(
          vscode.NotebookCellKind.Code,
          cell.text,
          cell.kind === 'query' ? QUERY : RECORD,
        );
  if (cell.meta) data.metadata = { layout: cell.meta } satisfies CellMetadata;
  return data;
}

function fromData(data: vscode.NotebookData): Notebook {
  const meta = (data.metadata as { layout?: NotebookMeta } | undefined)?.layout;
  return { cells: data.cells.map(fromCellData), problems: [], ...(meta ? { meta } : {}) };
}

function fromCellData(data: vscode.NotebookCellData): Cell {
  const meta = (data.metadata as CellMetadata | undefined)?.layout;
  const text = data.value;
  const layout = meta ? { meta } : {};
  if (data.kind === vscode.NotebookCellKind.Markup) return { kind: 'prose', text, ...layout };
  if (data.languageId === QUERY) return { kind: 'query', text, ...layout };
  if (data.languageId === RECORD) return { kind: 'record', text, ...layout };
  // A cell of another language is kept as what it is in Markdown: a fence.
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)));
  return { kind: 'prose', text: `${fence}${data.languageId}\n${text}\n${fence}` };
}

/** The notebook as it would be saved now. */
export function textOf(notebook: vscode.NotebookDocument): string {
  return write(contentOf(notebook));
}

/** The cells of the notebook as they would stand in its file now. */
export function cellsOf(notebook: vscode.NotebookDocument): readonly Cell[] {
  return contentOf(notebook).cells;
}

function contentOf(notebook: vscode.NotebookDocument): Notebook {
  const data = new vscode.NotebookData(
    notebook.getCells().map((cell) => {
      const each = new vscode.NotebookCellData(cell.kind, cell.document.getText(), cell.document.languageId);
      each.metadata = cell.metadata;
      return each;
    }),
  );
  data.metadata = notebook.metadata;
  return fromData(data);
}
