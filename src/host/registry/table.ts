/** "Show the registry": a page with the tables of models, labs and undisclosed models, with the notebook's overlays. */
import * as vscode from 'vscode';
import { unmappedNames } from '../../analysis/unmapped';
import { unmappedSheet } from '../../editor/unmapped';
import { listingOf, type Listing, type Sheet } from '../../registry/listing';
import type { Subject } from '../../registry/overlay-add';
import { builtInRegistry } from '../../registry/registry';
import type { Session, Sessions } from '../session';
import { activeSession } from './active';
import { addToOverlay } from './overlay';
import { newNonce, pageOf } from './page';

const SHOW = 'tokshare.showRegistry';

/** Shows the page for a notebook, at one of its tables. */
export type OpenTable = (session: Session | undefined, sheet?: Sheet['id']) => void;

export function registerTable(
  sessions: Sessions,
  extensionUri: vscode.Uri,
): vscode.Disposable & { readonly open: OpenTable } {
  let panel: TablePanel | undefined;
  const open: OpenTable = (session, sheet) => {
    panel ??= new TablePanel(sessions, extensionUri, () => (panel = undefined));
    panel.show(session, sheet);
  };
  const registered = vscode.Disposable.from(
    vscode.commands.registerCommand(SHOW, () => open(activeSession(sessions))),
    new vscode.Disposable(() => panel?.dispose()),
  );
  return Object.assign(registered, { open });
}

/** What the page says: that it has begun, or what is to be added to the notebook's overlay. */
type Said = 'ready' | { readonly add: Subject };

/** One page, for the notebook from which it was last asked for. */
class TablePanel {
  private readonly panel: vscode.WebviewPanel;
  private session: Session | undefined;
  private ready = false;
  /** The table to which the page turns with what it gets next. */
  private turnTo: Sheet['id'] | undefined;
  /** What the page shows, as it was sent. */
  private shown = '';

  constructor(sessions: Sessions, extensionUri: vscode.Uri, closed: () => void) {
    const scripts = vscode.Uri.joinPath(extensionUri, 'out', 'renderer');
    this.panel = vscode.window.createWebviewPanel('tokshare.registry', 'Registry', vscode.ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [scripts],
    });
    const { webview } = this.panel;
    const subscriptions = vscode.Disposable.from(
      webview.onDidReceiveMessage((said: Said) => this.heard(said)),
      sessions.onDidChange(({ session }) => {
        if (session === this.session) void this.send();
      }),
      vscode.workspace.onDidCloseNotebookDocument((notebook) => {
        if (notebook !== this.session?.notebook) return;
        this.session = undefined;
        void this.send();
      }),
    );
    this.panel.onDidDispose(() => {
      subscriptions.dispose();
      closed();
    });
    const script = webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'registryTable.js'));
    webview.html = pageOf(script.toString(), newNonce());
  }

  show(session: Session | undefined, sheet: Sheet['id'] | undefined): void {
    this.session = session;
    this.turnTo = sheet;
    this.panel.reveal();
    void this.send();
  }

  private heard(said: Said): void {
    if (said !== 'ready') {
      if (this.session) void addToOverlay(said.add, this.session);
      return;
    }
    // The page has begun, for the first time or again after it was hidden.
    this.ready = true;
    this.shown = '';
    void this.send();
  }

  /** The registry as it is now. While one types in a cell it mostly is as before, and nothing is sent. */
  private async send(): Promise<void> {
    if (!this.ready) return;
    const listing = await listingFor(this.session);
    const text = JSON.stringify(listing);
    if (text === this.shown && this.turnTo === undefined) return;
    this.shown = text;
    const sheet = this.turnTo;
    this.turnTo = undefined;
    await this.panel.webview.postMessage({ listing, sheet });
  }

  dispose(): void {
    this.panel.dispose();
  }
}

async function listingFor(session: Session | undefined): Promise<Listing> {
  if (!session) return listingOf(builtInRegistry(), []);
  const { scope } = await session.read();
  const files = [...scope.overlays.values()].flatMap(({ overlay }) => overlay?.file ?? []);
  const listing = listingOf(scope.registry, files);
  return { ...listing, sheets: [...listing.sheets, unmappedSheet(unmappedNames(scope), scope)] };
}
