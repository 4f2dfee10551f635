/** "Unmapped models": what the registry does not know of the names in a notebook's data, to be looked at and to be added. */
import * as vscode from 'vscode';
import { unmappedNames, type UnmappedName } from '../../analysis/unmapped';
import {
  amountInWords,
  missingInWords,
  nearestNames,
  subjectOf,
  unmappedAt,
  unmappedInWords,
} from '../../editor/unmapped';
import type { Subject } from '../../registry/overlay-add';
import { QUERY_CELLS } from '../names';
import type { Session, Sessions, Snapshot } from '../session';
import { activeSession } from './active';
import { addToOverlay } from './overlay';
import type { OpenTable } from './table';

const LIST = 'tokshare.unmappedModels';
/** What a light bulb and a list do; not shown to anyone. */
const ADD = '_tokshare.addToOverlay';

/** `openTable` shows the same as a table. */
export function registerUnmapped(sessions: Sessions, openTable: OpenTable): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(LIST, async (dataset?: unknown) => {
      const session = activeSession(sessions);
      if (session) await list(session, openTable, typeof dataset === 'string' ? dataset : undefined);
      else
        void vscode.window.showInformationMessage(
          'Open a tokshare notebook first: its data are looked through.',
        );
    }),
    vscode.commands.registerCommand(ADD, async (subject: Subject, cell: string) => {
      const session = sessions
        .all()
        .find(({ notebook }) => notebook.getCells().some(({ document }) => document.uri.toString() === cell));
      if (session) await addToOverlay(subject, session);
    }),
    vscode.languages.registerCodeActionsProvider(QUERY_CELLS, lightBulbs(sessions), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}

function lightBulbs(sessions: Sessions): vscode.CodeActionProvider {
  return {
    async provideCodeActions(document, range) {
      const session = sessions.ofCell(document);
      if (!session) return [];
      const { model, scope } = await session.read();
      const cell = session.cell(model, document);
      const here = cell && unmappedAt(cell, document.offsetAt(range.start), { scope });
      if (!here) return [];
      const action = new vscode.CodeAction(here.title, vscode.CodeActionKind.QuickFix);
      action.command =
        here.kind === 'list'
          ? { title: here.title, command: LIST, arguments: [here.dataset] }
          : { title: here.title, command: ADD, arguments: [here.subject, document.uri.toString()] };
      return [action];
    },
  };
}

interface NameItem extends vscode.QuickPickItem {
  /** Absent in the line above the names of a dataset. */
  readonly name?: UnmappedName;
}

const ADD_BUTTON: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('add'),
  tooltip: 'Add to the registry overlay',
};
const TABLE_BUTTON: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('table'),
  tooltip: 'Open as a table',
};

/** Of a dataset of which nothing else is missing. */
const UNDISCLOSED = 'nothing unmapped but undisclosed makers';

/** Shows the names, those of one dataset or of all; whoever chooses one adds it. */
async function list(session: Session, openTable: OpenTable, only: string | undefined): Promise<void> {
  const snapshot = await session.read();
  const { scope } = snapshot;
  const names = unmappedNames(scope).filter(({ dataset }) => only === undefined || dataset === only);
  if (names.length === 0) {
    void vscode.window.showInformationMessage(nothingToList(snapshot, only));
    return;
  }
  const pick = vscode.window.createQuickPick<NameItem>();
  const datasets = new Set(names.map(({ dataset }) => dataset));
  pick.title = [...datasets]
    .map((dataset) => `${dataset}: ${unmappedInWords(dataset, scope) ?? UNDISCLOSED}`)
    .join('; ');
  pick.placeholder = 'Choose one to add it to the registry overlay of the notebook';
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.buttons = [TABLE_BUTTON];
  pick.items = [...datasets].flatMap((dataset) => [
    { label: dataset, kind: vscode.QuickPickItemKind.Separator },
    ...names.filter((each) => each.dataset === dataset).map((name) => itemOf(name, snapshot)),
  ]);
  const add = (item: NameItem | undefined): void => {
    if (!item?.name) return;
    pick.hide();
    const subject = subjectOf(item.name);
    if (subject) void addToOverlay(subject, session);
    else
      void vscode.window.showInformationMessage(
        `The registry knows no country \`${item.name.word}\`, and an overlay adds none. Mend it in the file.`,
      );
  };
  pick.onDidAccept(() => add(pick.selectedItems[0]));
  pick.onDidTriggerItemButton(({ item }) => add(item));
  pick.onDidTriggerButton(() => {
    pick.hide();
    openTable(session, 'unmapped');
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

function nothingToList({ scope }: Snapshot, only: string | undefined): string {
  if (scope.datasets.size === 0) return 'The notebook attaches no data, so there are no names to look up.';
  return only === undefined
    ? 'Every name in the datasets of the notebook is in the registry.'
    : `Every name in ${only} is in the registry.`;
}

function itemOf(name: UnmappedName, { scope }: Snapshot): NameItem {
  const near = nearestNames(name, scope.registry);
  const closest = near.length === 0 ? '' : ` · closest: ${near.join(', ')}`;
  return {
    label: name.word,
    description: amountInWords(name),
    detail: missingInWords(name) + closest,
    buttons: subjectOf(name) ? [ADD_BUTTON] : [],
    name,
  };
}
