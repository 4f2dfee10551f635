// tokshare itself.
import { createRequire } from 'node:module';
import { inOrder, QUESTION } from '../question.mjs';

/** A week's last day: what a span of weeks ends with. */
function lastDayOf(monday) {
  return new Date(Date.parse(monday) + 6 * 86_400_000).toISOString().slice(0, 10);
}

export async function open(task, { bundle, way }) {
  const { engine } = createRequire(import.meta.url)(bundle);
  const question = { ...QUESTION, lastDay: lastDayOf(QUESTION.to) };
  const found = engine({ file: task.file, quoted: task.quoted, question }, way);
  return {
    prepare: () => found.prepare?.(),
    load: (signal) => found.load(signal),
    q1: () => inOrder(found.q1()),
    q2: () => found.q2(),
    forget: () => found.forget(),
  };
}
