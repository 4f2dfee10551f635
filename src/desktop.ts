/** Starts the extension where it runs in Node: local files are read as streams, and large ones are read once. */
import { runsOn } from './host/machine';
import { SealedFiles } from './node/sealedFiles';
import { sourceAt } from './node/source';

export { activate } from './extension';

runsOn({ open: sourceAt, sealedIn: (folder) => new SealedFiles(folder) });
