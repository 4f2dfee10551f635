/** Everywhere that a name is used: in all cells as references, in one cell as highlights. */
import * as vscode from 'vscode';
import { definitionAt, placesOf, type Place } from '../editor/names';
import { documentOf } from './definition';
import { rangeOf } from './diagnostics';
import { QUERY_CELLS } from './names';
import type { Session, Sessions } from './session';

export function registerReferences(sessions: Sessions): vscode.Disposable {
  const references: vscode.ReferenceProvider = {
    provideReferences(document, position, { includeDeclaration }) {
      const session = sessions.ofCell(document);
      if (!session) return [];
      return placesAt(session, document, position)
        .filter(({ defines }) => includeDeclaration || !defines)
        .flatMap((place) => {
          const target = documentOf(place.cell, session);
          return target ? [new vscode.Location(target.uri, rangeOf(place, target))] : [];
        });
    },
  };
  const highlights: vscode.DocumentHighlightProvider = {
    provideDocumentHighlights(document, position) {
      const session = sessions.ofCell(document);
      if (!session) return [];
      return placesAt(session, document, position)
        .filter(({ cell }) => cell === document.uri.toString())
        .map((place) => new vscode.DocumentHighlight(rangeOf(place, document), kindOf(place)));
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerReferenceProvider(QUERY_CELLS, references),
    vscode.languages.registerDocumentHighlightProvider(QUERY_CELLS, highlights),
  );
}

function placesAt(session: Session, document: vscode.TextDocument, position: vscode.Position): Place[] {
  const model = session.parse();
  const cell = session.cell(model, document);
  const defined = cell && definitionAt(cell, document.offsetAt(position), model);
  return defined ? placesOf(defined, model) : [];
}

function kindOf({ defines }: Place): vscode.DocumentHighlightKind {
  return defines ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read;
}
