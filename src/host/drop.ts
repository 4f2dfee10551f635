/** Files that are dropped, or pasted, into a query cell: each becomes an attach statement on a line of its own. */
import * as vscode from 'vscode';
import { DATA_FILE, insertionAt } from '../editor/datasets/attachment';
import { statementsFor } from './attachCommand';
import { QUERY_CELLS } from './names';
import type { Sessions } from './session';

const URI_LIST = 'text/uri-list';

const KIND = vscode.DocumentDropOrPasteEditKind.Empty.append('tokshare', 'attach');

const TITLE = 'Attach to tokshare notebook';

export function registerDrop(sessions: Sessions): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDocumentDropEditProvider(QUERY_CELLS, dropProvider(sessions), {
      dropMimeTypes: [URI_LIST],
      providedDropEditKinds: [KIND],
    }),
    vscode.languages.registerDocumentPasteEditProvider(QUERY_CELLS, pasteProvider(sessions), {
      pasteMimeTypes: [URI_LIST],
      providedPasteEditKinds: [KIND],
    }),
  );
}

export function dropProvider(sessions: Sessions): vscode.DocumentDropEditProvider {
  return {
    async provideDocumentDropEdits(document, position, data, token) {
      const statement = await statementOf(document, data, token, sessions);
      if (statement === undefined) return undefined;
      // Not at the very place of the drop: a statement must not be cut in two.
      const edit = new vscode.DocumentDropEdit('', TITLE, KIND);
      edit.additionalEdit = editAt(document, position, statement);
      return edit;
    },
  };
}

export function pasteProvider(sessions: Sessions): vscode.DocumentPasteEditProvider {
  return {
    async provideDocumentPasteEdits(document, [range], data, _, token) {
      const statement = range && (await statementOf(document, data, token, sessions));
      if (range === undefined || statement === undefined) return undefined;
      const edit = new vscode.DocumentPasteEdit('', TITLE, KIND);
      edit.additionalEdit = editAt(document, range.end, statement);
      return [edit];
    },
  };
}

/**
 * The statements; none, as an empty text, if the files cannot be attached, or are already, which a message says.
 * Undefined if there is no file of data among what was dropped: VS Code then does what it does with other files.
 */
async function statementOf(
  document: vscode.TextDocument,
  data: vscode.DataTransfer,
  token: vscode.CancellationToken,
  sessions: Sessions,
): Promise<string | undefined> {
  const list = await data.get(URI_LIST)?.asString();
  const session = sessions.ofCell(document);
  if (list === undefined || !session || token.isCancellationRequested) return undefined;
  const files = urisIn(list).filter(({ path }) => DATA_FILE.test(path));
  if (files.length === 0) return undefined;
  const { statements, attached, problems } = await statementsFor(files, session);
  for (const problem of problems) void vscode.window.showErrorMessage(problem);
  for (const { file, name } of attached)
    void vscode.window.showInformationMessage(
      `${file.path.replace(/.*\//, '')} is attached already, as ${name}.`,
    );
  return statements.join('\n');
}

/** Addresses on lines of their own; a line that starts with # is a remark. */
export function urisIn(list: string): vscode.Uri[] {
  return list
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => vscode.Uri.parse(line.trim()));
}

function editAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  statement: string,
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  if (statement === '') return edit;
  const { offset, text } = insertionAt(document.getText(), document.offsetAt(position), statement);
  edit.insert(document.uri, document.positionAt(offset), text);
  return edit;
}
