// Times, sizes and ratios: what stands in the middle of a sample, and how it is written.

/** The value that so much of the sample does not exceed. */
export function quantile(sample, part) {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
}

/** The middle of a sample; undefined of an empty one. */
export function median(sample) {
  if (sample.length === 0) return undefined;
  const sorted = [...sample].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** What was not measured. */
export const NOTHING = '–';

export function milliseconds(value) {
  return value === undefined ? NOTHING : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

export function megabytes(bytes) {
  return bytes === undefined ? NOTHING : `${(bytes / 1e6).toFixed(0)} MB`;
}

export function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(0)} KB`;
}
