/**
 * The kernel: runs cells in the extension host, after the definitions that they need, and shows what each statement
 * gives.
 */
import * as vscode from 'vscode';
import { runOrder } from '../analysis/dependencies';
import { prepareCell, runCell, type Outcome } from '../analysis/notebook';
import { pauses } from '../data/scan/pause';
import { finishWith } from '../data/steps';
import type { Diagnostic } from '../language/diagnostics';
import { toMarkdown } from '../protocol/markdown';
import type { OutputMetadata } from '../protocol/messages';
import { MIME, type Result } from '../protocol/result';
import { KERNEL, NOTEBOOK, QUERY } from './names';
import type { RecordStates } from './records/states';
import { idOf, type Session, type Sessions, type Snapshot } from './session';
import { registerStale, Staleness } from './stale';

export function registerController(sessions: Sessions, records: RecordStates): vscode.Disposable {
  const controller = vscode.notebooks.createNotebookController(KERNEL, NOTEBOOK, 'tokshare');
  controller.supportedLanguages = [QUERY];
  controller.supportsExecutionOrder = true;
  controller.description = 'Evaluates token usage queries';
  const staleness = new Staleness(sessions);
  const runner = new Runner(controller, sessions, staleness, records);
  controller.executeHandler = (cells, notebook) => runner.run(cells, notebook);
  const prefer = (notebook: vscode.NotebookDocument): void => {
    if (notebook.notebookType === NOTEBOOK)
      controller.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred);
  };
  vscode.workspace.notebookDocuments.forEach(prefer);
  return vscode.Disposable.from(
    controller,
    vscode.workspace.onDidOpenNotebookDocument(prefer),
    registerStale(staleness, (cells, notebook) => runner.run(cells, notebook)),
  );
}

class Runner {
  private order = 0;
  /** Runs of one notebook follow each other, so that cells never overtake. */
  private readonly queues = new WeakMap<vscode.NotebookDocument, Promise<void>>();
  /** Cells that wait for their turn or are being run. */
  private readonly waiting = new Set<string>();

  constructor(
    private readonly controller: vscode.NotebookController,
    private readonly sessions: Sessions,
    private readonly staleness: Staleness,
    private readonly records: RecordStates,
  ) {}

  run(cells: readonly vscode.NotebookCell[], notebook: vscode.NotebookDocument): Promise<void> {
    const session = this.sessions.of(notebook);
    // Created at once: VS Code shows all of them as pending, and Stop reaches those that have not begun.
    const executions = this.inOrder(cells, session).map((cell) => {
      this.waiting.add(idOf(cell.document));
      return this.controller.createNotebookCellExecution(cell);
    });
    const next = (this.queues.get(notebook) ?? Promise.resolve()).then(() =>
      this.runAll(executions, session),
    );
    this.queues.set(
      notebook,
      next.catch(() => undefined),
    );
    return next;
  }

  /** The cells that were asked for, after those that define what they need and have not been run as they stand. */
  private inOrder(asked: readonly vscode.NotebookCell[], session: Session): vscode.NotebookCell[] {
    const cells = new Map(session.notebook.getCells().map((cell) => [idOf(cell.document), cell]));
    const model = session.parse();
    const isCurrent = this.staleness.currentIn(session, model);
    const ids = asked.map(({ document }) => idOf(document)).filter((id) => !this.waiting.has(id));
    const order = runOrder(ids, model, (id) => {
      const cell = cells.get(id);
      return this.waiting.has(id) || (cell !== undefined && isCurrent(cell));
    });
    return order.flatMap((id) => cells.get(id) ?? []);
  }

  private async runAll(executions: readonly vscode.NotebookCellExecution[], session: Session): Promise<void> {
    let snapshot: Snapshot | undefined;
    for (const execution of executions) {
      let success: boolean | undefined = false;
      try {
        execution.executionOrder = ++this.order;
        execution.start(Date.now());
        if (execution.token.isCancellationRequested) {
          success = undefined;
          continue;
        }
        if (!snapshot) session.readCancelled();
        snapshot ??= await session.read();
        success = await this.runOne(execution, session, snapshot);
      } catch (error) {
        // A fault of ours: shown where it happened, and the next cell runs all the same.
        this.staleness.forget(execution.cell, session);
        await showFault(error, execution);
      } finally {
        this.end(execution, success);
      }
    }
  }

  private end(execution: vscode.NotebookCellExecution, success: boolean | undefined): void {
    this.waiting.delete(idOf(execution.cell.document));
    execution.end(success, Date.now());
  }

  /** Runs one cell; false if any statement of it is wrong, undefined if it was stopped. */
  private async runOne(
    execution: vscode.NotebookCellExecution,
    session: Session,
    snapshot: Snapshot,
  ): Promise<boolean | undefined> {
    const { model, scope } = snapshot;
    const cell = session.cell(model, execution.cell.document);
    const outcomes: Outcome[] = [];
    const show = async (): Promise<void> => {
      await execution.replaceOutput(outputsOf(outcomes, execution.cell.document, cell?.text ?? ''));
    };
    try {
      if (cell)
        await finishWith(
          prepareCell(cell, scope),
          pauses(() => {
            if (execution.token.isCancellationRequested) throw new vscode.CancellationError();
          }),
        );
    } catch (error) {
      if (!(error instanceof vscode.CancellationError)) throw error;
      this.staleness.forget(execution.cell, session);
      return undefined;
    }
    for (const outcome of cell ? runCell(cell, model, scope) : []) {
      outcomes.push(outcome);
      // Lets Stop be heard between two statements.
      await new Promise((resume) => setTimeout(resume, 0));
      if (execution.token.isCancellationRequested) {
        this.staleness.forget(execution.cell, session);
        await show();
        return undefined;
      }
    }
    await show();
    if (cell) {
      this.staleness.ran(cell, session, snapshot);
      void this.records.ran(cell, outcomes, session, snapshot);
    }
    return outcomes.every((outcome) => outcome.kind !== 'error');
  }
}

/** Shows an unforeseen error at its cell, unless the notebook was closed meanwhile: then there is no place for it. */
async function showFault(error: unknown, execution: vscode.NotebookCellExecution): Promise<void> {
  const shown = error instanceof Error ? error : new Error(String(error));
  const output = new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.error(shown)]);
  try {
    await execution.replaceOutput(output);
  } catch {
    // Nobody is left to see it.
  }
}

/** An output for each result and each error; what is merely defined is said in one, in the order of the statements. */
function outputsOf(
  outcomes: readonly Outcome[],
  document: vscode.TextDocument,
  source: string,
): vscode.NotebookCellOutput[] {
  const outputs: vscode.NotebookCellOutput[] = [];
  let defined: string[] = [];
  const flush = (): void => {
    if (defined.length > 0) outputs.push(textOutput(defined.join('\n')));
    defined = [];
  };
  for (const outcome of outcomes) {
    if (outcome.kind === 'defined') {
      if (outcome.text !== '') defined.push(outcome.text);
      continue;
    }
    flush();
    outputs.push(
      outcome.kind === 'result'
        ? resultOutput(outcome.result, document)
        : errorOutput(outcome.diagnostics, source),
    );
  }
  flush();
  return outputs;
}

function textOutput(text: string): vscode.NotebookCellOutput {
  return new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.text(text, 'text/plain')]);
}

function resultOutput(result: Result, document: vscode.TextDocument): vscode.NotebookCellOutput {
  const items = [
    vscode.NotebookCellOutputItem.json(result, MIME),
    vscode.NotebookCellOutputItem.text(toMarkdown(result), 'text/markdown'),
  ];
  return new vscode.NotebookCellOutput(items, { cell: idOf(document) } satisfies OutputMetadata);
}

function errorOutput(diagnostics: readonly Diagnostic[], source: string): vscode.NotebookCellOutput {
  return new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.error(errorOf(diagnostics, source))]);
}

/** All errors of a statement, each with its line. No stack: it would be ours, and tell the analyst nothing. */
function errorOf(diagnostics: readonly Diagnostic[], source: string): Error {
  const errors = diagnostics.filter((each) => each.severity === 'error');
  const text = errors
    .map((each) => `Line ${source.slice(0, each.start).split('\n').length}: ${each.message}`)
    .join('\n');
  const error = new Error(text);
  error.name = '';
  error.stack = text;
  return error;
}
