/** A dataset's first rows as a table in an editor of their own, one for each dataset; it follows the data. */
import * as vscode from 'vscode';
import type { Attached } from '../../analysis/scope';
import { previewOf, previewPage } from '../../editor/datasets/preview';
import type { Session, Sessions } from '../session';

interface Open {
  readonly panel: vscode.WebviewPanel;
  readonly session: Session;
  readonly name: string;
  shown: Attached;
}

export class Previews implements vscode.Disposable {
  private readonly open = new Set<Open>();
  private readonly subscription: vscode.Disposable;

  constructor(
    sessions: Sessions,
    private readonly extension: vscode.Uri,
  ) {
    this.subscription = vscode.Disposable.from(
      sessions.onDidChange(({ session }) => void this.follow(session)),
      vscode.workspace.onDidCloseNotebookDocument((notebook) => {
        for (const each of this.open) if (each.session.notebook === notebook) each.panel.dispose();
      }),
    );
  }

  show(session: Session, attached: Attached): void {
    const { name } = attached;
    const found = [...this.open].find((each) => each.session === session && each.name === name);
    if (found) {
      found.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      'tokshare.preview',
      `${name} (preview)`,
      vscode.ViewColumn.Active,
      { enableScripts: false, localResourceRoots: [], enableFindWidget: true },
    );
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(this.extension, 'media', `file-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const open: Open = { panel, session, name, shown: attached };
    draw(open);
    this.open.add(open);
    panel.onDidDispose(() => this.open.delete(open));
  }

  /** Shows the data as they are now; a table whose dataset is gone stays as it was. */
  private async follow(session: Session): Promise<void> {
    const ours = [...this.open].filter((each) => each.session === session);
    if (ours.length === 0) return;
    const { scope } = await session.read();
    for (const each of ours) {
      const now = scope.datasets.get(each.name);
      if (!now || (now.dataset === each.shown.dataset && now.problems === each.shown.problems)) continue;
      each.shown = now;
      if (this.open.has(each)) draw(each);
    }
  }

  dispose(): void {
    this.subscription.dispose();
    for (const { panel } of this.open) panel.dispose();
  }
}

function draw({ panel, shown }: Open): void {
  panel.webview.html = previewPage(previewOf(shown), nonce());
}

/** What no content of a file can know beforehand. */
function nonce(): string {
  return globalThis.crypto.randomUUID().replaceAll('-', '');
}
