/** Answers the renderer of prose, which knows the registry but not the datasets: how much was a hovered model used? */
import * as vscode from 'vscode';
import { usageOf } from '../analysis/usage';
import { Answer, Question } from '../protocol/prose';
import { PROSE_RENDERER } from './names';
import type { Sessions } from './session';

export function registerProse(sessions: Sessions): vscode.Disposable {
  const messaging = vscode.notebooks.createRendererMessaging(PROSE_RENDERER);
  return messaging.onDidReceiveMessage(async ({ editor, message }) => {
    const question = Question.safeParse(message);
    if (!question.success) return;
    const { id, term } = question.data;
    const { scope } = await sessions.of(editor.notebook).read();
    const answer: Answer = {
      id,
      usage: usageOf(term, scope).map(({ dataset, text }) => ({ dataset, text })),
    };
    await messaging.postMessage(answer, editor);
  });
}
