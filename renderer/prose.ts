/**
 * Rendered prose: models, labs and countries in it can be hovered or focused, and show what the registry and the
 * attached datasets say about them. A plug-in of VS Code's own Markdown renderer; it changes no text.
 */
import { builtInRegistry } from '../src/registry/registry';
import { termFinder } from '../src/registry/terms';
import { isMarkdownRenderer, type ProseContext } from './prose/api';
import { ProseCards } from './prose/cards';
import { addStyle } from './prose/style';
import { markTerms } from '../src/registry/markTerms';

export async function activate(context: ProseContext): Promise<void> {
  const renderer = await context.getRenderer('vscode.markdown-it-renderer');
  if (!isMarkdownRenderer(renderer)) return;
  const registry = builtInRegistry();
  addStyle(document);
  const find = termFinder(registry);
  renderer.extendMarkdownIt((markdown) => markTerms(markdown, find));
  new ProseCards(registry, context).listen(document);
}
