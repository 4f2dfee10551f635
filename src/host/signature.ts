/** While one types: the form of the statement, with the part under the cursor highlighted. */
import * as vscode from 'vscode';
import { signaturesAt } from '../editor/signatures';
import { QUERY_CELLS } from './names';

export function registerSignatures(): vscode.Disposable {
  const provider: vscode.SignatureHelpProvider = {
    provideSignatureHelp(document, position) {
      const found = signaturesAt(document.getText(), document.offsetAt(position));
      if (found.length === 0) return undefined;
      const help = new vscode.SignatureHelp();
      help.signatures = found.map(({ label, meaning, parts, active }) => {
        const signature = new vscode.SignatureInformation(label);
        signature.parameters = parts.map(
          (part) => new vscode.ParameterInformation([part.start, part.end], said(part.meaning)),
        );
        signature.activeParameter = active;
        // One explanation is enough: that of the part, or of the whole where the part has none.
        if (parts[active]?.meaning === '') signature.documentation = new vscode.MarkdownString(meaning);
        return signature;
      });
      // The innermost form; the one around it is one key away.
      help.activeSignature = 0;
      help.activeParameter = found[0]?.active ?? 0;
      return help;
    },
  };
  return vscode.languages.registerSignatureHelpProvider(QUERY_CELLS, provider, ' ', ',');
}

function said(meaning: string): vscode.MarkdownString | undefined {
  return meaning === '' ? undefined : new vscode.MarkdownString(meaning);
}
