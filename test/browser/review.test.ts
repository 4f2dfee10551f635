import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { openWorkbench, until, type Workbench } from '../harness/workbench';

const NAME = 'figures.tokshare';

const NOTEBOOK = `---
tokshare: 1
title: Shares
---
# Who leads?

It depends on what one divides by.

\`\`\`tokshare
attach by_lab from "data/openrouter-daily-by-author.csv"
group chinese = (CN)
\`\`\`

This prose goes.

\`\`\`tokshare
claim "35%" =
  share of tokens for chinese in 2026-W11 using by_lab
  expect about 35%
\`\`\`
\`\`\`tokshare-result
holds 35.6%
data by_lab@3b1f9c2e
\`\`\`

Below it, more prose.

\`\`\`tokshare
tokens for US in 2026-W11 using by_lab
\`\`\`
`;

/** A folder with data and the notebook. */
async function folderWith(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tokshare-review-'));
  await mkdir(join(folder, 'data'));
  const data = join('data', 'openrouter-daily-by-author.csv');
  await cp(join('examples', data), join(folder, data));
  await writeFile(join(folder, NAME), text);
  return folder;
}

function git(folder: string, ...args: readonly string[]): void {
  const settings = ['user.name=reviewer', 'user.email=reviewer@example.org', 'merge.conflictStyle=merge'];
  const flags = settings.flatMap((each) => ['-c', each]);
  execFileSync('git', [...flags, ...args], { cwd: folder, stdio: 'pipe' });
}

async function commit(folder: string, text: string): Promise<void> {
  await writeFile(join(folder, NAME), text);
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'A version');
}

/** Whether something comes, and goes, before long. */
async function shows(locator: Locator): Promise<boolean> {
  return settles(locator.waitFor({ timeout: 2_000 }));
}

async function hides(locator: Locator): Promise<boolean> {
  return settles(locator.waitFor({ state: 'hidden', timeout: 2_000 }));
}

async function settles(wait: Promise<void>): Promise<boolean> {
  return wait.then(
    () => true,
    () => false,
  );
}

/** VS Code writes hints with blanks that do not break. */
async function textOf(locator: Locator): Promise<string> {
  return (await locator.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
}

describe('verdicts in the notebook', () => {
  let workbench: Workbench;
  let folder: string;

  before(async () => {
    folder = await folderWith(NOTEBOOK);
    workbench = await openWorkbench({ folder });
    await workbench.openNotebook(NAME);
  });

  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  const line = (): Locator =>
    workbench.page.locator('.notebookOverlay:visible .view-line').filter({ hasText: /^\s*expect/ });

  async function untilVerdict(pattern: RegExp): Promise<void> {
    await until(`the verdict ${String(pattern)}`, 30_000, async () => pattern.test(await textOf(line())));
  }

  it('stand behind the published figure, with the settings as they are', async () => {
    await untilVerdict(/expect about 35%\s*✓ holds\s*$/);
    await workbench.screenshot('verdict');
  });

  it('follow a definition that is edited in another cell', async () => {
    const { page } = workbench;
    const group = page.locator('.notebookOverlay:visible .view-line').filter({ hasText: 'group' });
    await group.click();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(', US');
    await untilVerdict(/35%\s*≠ off by \+/);
    await page.keyboard.press('Control+Z');
    await untilVerdict(/35%\s*✓ holds\s*$/);
  });

  it('say why when they are pointed at', async () => {
    const { page } = workbench;
    const hover = page.locator('.monaco-hover:visible').filter({ hasText: /35\.6%.*computed/ });
    const verdict = line().getByText(/holds/);
    await until('the reason is shown', 30_000, async () => {
      await page.mouse.move(0, 0);
      await verdict.hover();
      return shows(hover.first());
    });
    assert.match(await textOf(hover.first()), /chinese \/ all tokens/);
    await workbench.screenshot('verdict-hover');
  });

  it('reports no error', () => {
    assert.deepEqual(workbench.errors, []);
  });
});

/** What the diff of two notebooks shows, from above. */
async function diffOf(page: Page): Promise<string[]> {
  const rows = page.locator('.notebook-text-diff-editor:visible .monaco-list-row');
  await rows.first().waitFor();
  const shown = await rows.evaluateAll((all) =>
    all
      .toSorted((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
      .map((row) => {
        const hidden = row.querySelector<HTMLElement>('.cell-placeholder-body');
        if (hidden) return hidden.innerText;
        const body = row.querySelector('.cell-body');
        if (body?.classList.contains('left')) return 'deleted';
        if (body?.classList.contains('right')) return 'added';
        const parts = [...row.querySelectorAll<HTMLElement>('.property-status')].map(
          (part) => part.innerText,
        );
        return parts.filter((part) => part.endsWith('changed')).join(', ') || (parts[0] ?? '');
      }),
  );
  return shown.map((text) => text.replace(/\s+/g, ' ').trim());
}

describe('the diff of two versions of a notebook', () => {
  let workbench: Workbench;
  let folder: string;

  before(async () => {
    folder = await folderWith(NOTEBOOK);
    git(folder, 'init', '-q');
    await commit(folder, NOTEBOOK);
    workbench = await openWorkbench({ folder, viewport: { width: 1280, height: 1300 } });
    await workbench.openNotebook(NAME);
  });

  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens what source control shows of the notebook in this version, once it looks as expected. */
  async function untilDiff(text: string, expected: readonly string[]): Promise<void> {
    const { page } = workbench;
    await workbench.runCommand('View: Close All Editors');
    await writeFile(join(folder, NAME), text);
    await workbench.runCommand('Source Control: Focus on Changes View');
    await workbench.runCommand('Git: Refresh');
    await page.locator('.scm-view .monaco-list-row').filter({ hasText: NAME }).first().click();
    let last: string[] = [];
    await until(`the diff ${expected.join(' | ')}`, 30_000, async () => {
      last = await diffOf(page);
      return JSON.stringify(last) === JSON.stringify(expected);
    }).catch((error: unknown) => {
      throw new Error(`${String(error)} The last was ${last.join(' | ')}.`);
    });
  }

  it('marks the one cell that was edited, and no other', async () => {
    await untilDiff(NOTEBOOK.replace('expect about 35%', 'expect about 38%'), [
      'Notebook Metadata',
      '3 hidden cells',
      'Input changed',
      '3 hidden cells',
    ]);
    await workbench.screenshot('diff-query');
  });

  it('shows added and deleted cells, and a record as text', async () => {
    await untilDiff(
      NOTEBOOK.replace('This prose goes.\n\n', '')
        .replace('holds 35.6%', 'holds 35.7%')
        .replace('more prose.\n', 'more prose.\n\n```tokshare\ntokens for CN using by_lab\n```\n'),
      [
        'Notebook Metadata',
        '2 hidden cells',
        'deleted',
        '1 hidden cell',
        'Input changed',
        '1 hidden cell',
        'added',
        '1 hidden cell',
      ],
    );
    await workbench.screenshot('diff-cells');
  });

  it('tells other line ends once, for the whole notebook', async () => {
    await untilDiff(NOTEBOOK.replaceAll('\n', '\r\n').replace('for US', 'for CN'), [
      'Notebook Metadata changed',
      '6 hidden cells',
      'Input changed',
    ]);
  });

  it('shows front matter line by line', async () => {
    await untilDiff(NOTEBOOK.replace('title: Shares', 'title: Tokens'), [
      'Notebook Metadata changed',
      '7 hidden cells',
    ]);
    const changed = workbench.page.locator('.notebook-text-diff-editor:visible .view-line');
    assert.match(
      await textOf(changed.filter({ hasText: 'title' })),
      /^\s*"title: Shares",\n\s*"title: Tokens",$/,
    );
    await workbench.screenshot('diff-front-matter');
  });

  it('finds no problems in the version of before', async () => {
    const { page } = workbench;
    await workbench.runCommand('Problems: Focus on Problems View');
    await page.locator('.markers-panel').waitFor();
    assert.doesNotMatch(await textOf(page.locator('.markers-panel')), /ragged|could not be attached/);
    assert.deepEqual(workbench.errors, []);
  });
});

describe('a merge conflict', () => {
  const ours = NOTEBOOK.replace('title: Shares', 'title: Ours')
    .replace('tokens for US', 'tokens for FR')
    .replace(
      'about 35%\n```\n```tokshare-result\nholds 35.6%',
      '35%\n```\n```tokshare-result\noff by +0.6pp',
    );
  const theirs = NOTEBOOK.replace('title: Shares', 'title: Theirs')
    .replace('tokens for US', 'tokens for CN')
    .replace('about 35%\n```\n```tokshare-result\nholds 35.6%', '36%\n```\n```tokshare-result\nholds');
  let workbench: Workbench;
  let folder: string;
  let conflict: string;

  before(async () => {
    folder = await folderWith(NOTEBOOK);
    git(folder, 'init', '-q', '-b', 'main');
    await commit(folder, NOTEBOOK);
    git(folder, 'checkout', '-qb', 'more-claims');
    await commit(folder, theirs);
    git(folder, 'checkout', '-q', 'main');
    await commit(folder, ours);
    assert.throws(() => git(folder, 'merge', '-q', 'more-claims'), 'the merge has conflicts');
    conflict = await readFile(join(folder, NAME), 'utf8');
    workbench = await openWorkbench({ folder, viewport: { width: 1280, height: 1300 } });
    await workbench.openNotebook(NAME);
    await workbench.runCommand('Problems: Focus on Problems View');
  });

  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  const problems = (): Locator =>
    workbench.page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'merge-conflict' });

  async function untilProblems(count: number): Promise<void> {
    await until(`${count} markers`, 30_000, async () => (await problems().count()) === count);
  }

  /** Takes a quick fix at the first problem. A menu that has just opened takes no click yet, but keys. */
  async function fix(title: string): Promise<void> {
    const { page } = workbench;
    await problems().first().click();
    const entries = page.locator('.context-view .action-label, .action-widget .monaco-list-row');
    const entry = entries.filter({ hasText: title }).first();
    await until(`the quick fix ${title}`, 30_000, async () => {
      await page.keyboard.press('Control+.');
      return shows(entry);
    });
    await until(`the quick fix ${title} is taken`, 30_000, async () => {
      await entry.hover();
      await page.keyboard.press('Enter');
      return hides(entry);
    });
  }

  async function save(): Promise<string> {
    const { page } = workbench;
    await workbench.runCommand('File: Save');
    await page.locator('.tab.active:not(.dirty)').waitFor();
    return readFile(join(folder, NAME), 'utf8');
  }

  it('opens with both sides in view, and a problem at each marker', async () => {
    await untilProblems(9);
    const rows = await textOf(problems());
    for (const marker of ['<<<<<<< HEAD', '=======', '>>>>>>> more-claims'])
      assert.equal(rows.split(`read ${marker},`).length, 4, marker);
    await workbench.screenshot('conflict');
  });

  it('is shown by VS Code in colour where the file is opened as text', async () => {
    const { page } = workbench;
    await page.locator('.notebookOverlay:visible [aria-label^="Open as text"]').first().click();
    await page.getByText('Accept Current Change').first().waitFor();
    await workbench.screenshot('conflict-as-text');
    await workbench.runCommand('View: Close Editor');
    await page.locator('.notebookOverlay:visible').waitFor();
  });

  it('is resolved in front matter, across cells and in a cell, each in one step', async () => {
    await workbench.runCommand('Problems: Focus on Problems View');
    await fix('Keep the lower side (more-claims)');
    await untilProblems(6);
    await fix('Keep the upper side (HEAD)');
    await untilProblems(3);
    await fix('Keep both sides');
    await untilProblems(0);
    const expected = ours
      .replace('title: Ours', 'title: Theirs')
      .replace(/tokens for FR(.*)/, '$&\ntokens for CN$1');
    assert.equal(await save(), expected);
    await workbench.screenshot('conflict-resolved');
  });

  it('comes back by undo', async () => {
    const { page } = workbench;
    // What VS Code itself reports while it takes cells back has nothing to do with us.
    assert.deepEqual(workbench.errors, []);
    await page.locator('.notebookOverlay:visible .view-line').filter({ hasText: 'CN in' }).click();
    await page.keyboard.press('Control+Z');
    await untilProblems(3);
    for (const left of [6, 9]) {
      await page
        .locator('.notebookOverlay:visible .cell-list-container')
        .first()
        .click({ position: { x: 5, y: 5 } });
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Z');
      await untilProblems(left);
    }
    assert.match(await textOf(problems().first()), /^Line 3: /);
    assert.equal(await save(), conflict);
  });
});
