// Part of `npm start` in a browser. An address can name a file too, but opens it as text as long as the browser has
// never seen the extension; here the extension is known.
const vscode = require('vscode');

exports.activate = async () => {
  const isRestored = vscode.window.tabGroups.all.some((group) => group.tabs.length > 0);
  const path = process.env.TOKSHARE_OPEN;
  if (path === undefined || isRestored) return;
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path), { preview: false });
};
