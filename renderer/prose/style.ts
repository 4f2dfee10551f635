/** The look of terms and of their card. Every Markdown cell is a shadow root, into which VS Code copies such templates. */

const TERMS = `
.tokshare-term { text-decoration: underline dotted 1px; text-underline-offset: 0.2em; cursor: help; border-radius: 2px; }
.tokshare-term:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
`;

const CARD = `
.tokshare-card {
  position: absolute; z-index: 1000; box-sizing: border-box; max-width: min(28rem, calc(100vw - 16px)); padding: 8px 12px;
  color: var(--vscode-editorHoverWidget-foreground, var(--vscode-editor-foreground));
  background: var(--vscode-editorHoverWidget-background, var(--vscode-editor-background));
  border: 1px solid var(--vscode-editorHoverWidget-border, var(--vscode-contrastBorder, currentColor));
  border-radius: 4px; font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.45;
  box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
}
.tokshare-card[hidden] { display: none; }
.tokshare-card-title { display: flex; gap: 8px; align-items: center; font-weight: 600; margin-bottom: 4px; }
.tokshare-card-title img { width: 20px; height: 15px; border: 1px solid var(--vscode-panel-border, transparent); }
.tokshare-card dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin: 0; }
.tokshare-card dt { color: var(--vscode-descriptionForeground); }
.tokshare-card dd { margin: 0; overflow-wrap: anywhere; }
`;

export function addStyle(document: Document): void {
  const inCells = document.createElement('template');
  inCells.classList.add('markdown-style');
  const terms = document.createElement('style');
  terms.textContent = TERMS;
  inCells.content.append(terms);
  const card = document.createElement('style');
  card.textContent = CARD;
  document.head.append(inCells, card);
}
