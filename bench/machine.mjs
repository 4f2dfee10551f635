// What the figures were measured on.
import { cpus, loadavg, totalmem } from 'node:os';

/** The machine in one line. What else it is doing shows in its load: above 0.5, times are too long. */
export function machine() {
  const [cpu] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const load = `load before ${loadavg()[0].toFixed(1)}`;
  const name = cpu?.model.trim() ?? 'unknown';
  return `${cpus().length} cores (${name}), ${memory}, ${process.platform}, Node ${process.versions.node}, ${load}`;
}
