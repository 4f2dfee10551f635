/** The names by which VS Code knows our parts; package.json declares the same ones. */
export const NOTEBOOK = 'tokshare';
export const QUERY = 'tokshare';
export const RECORD = 'tokshare-result';
export const KERNEL = 'tokshare-kernel';
export const RESULT_RENDERER = 'tokshare-results';
export const PROSE_RENDERER = 'tokshare-prose';

/** Query cells of our notebooks. Selected by the notebook's type: a filter by scheme misses cells. */
export const QUERY_CELLS = { notebookType: NOTEBOOK, language: QUERY } as const;
export const RECORD_CELLS = { notebookType: NOTEBOOK, language: RECORD } as const;
export const PROSE_CELLS = { notebookType: NOTEBOOK, language: 'markdown' } as const;
