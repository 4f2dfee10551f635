/** Text that is read as a whole, by the splitter that the scanner of bytes is held against. */
import { isJson, readJson } from '../../../src/data/json';
import { orProblem, type ReadProblem, type ReadResult, type Say } from '../../../src/data/problem';
import { readTables, type ReadOptions } from '../../../src/data/read';
import { finish } from '../../../src/data/steps';
import { split } from './split';

/** Reads the text of one file. Never throws: what cannot be used comes back with the reason instead of a dataset. */
export function readCsv(text: string, options: ReadOptions): ReadResult {
  const { file } = options;
  return orProblem(() => {
    const said: ReadProblem[] = [];
    const say: Say = (problem) => said.push(problem);
    const table = isJson(text, file) ? readJson(text, file, say) : split(text, file, options.separator);
    return finish(readTables([table], options, said));
  });
}
