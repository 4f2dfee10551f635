/** Lets the program do something else while a file is read: keys are answered, timers run, a cancelled reading ends. */

/** So long work goes on without a pause, in milliseconds. */
const LONGEST = 4;

/** A turn of the event loop, as quick as there is: a timer would wait for some milliseconds. */
function turn(): Promise<void> {
  const { setImmediate: immediately } = globalThis as { setImmediate?: (then: () => void) => unknown };
  return new Promise((resolve) => {
    if (immediately) {
      immediately(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}

/** Gives way when it is time, and then does what is to be done at pauses. */
export function pauses(then: () => void = () => undefined): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < LONGEST) return undefined;
    return turn().then(() => {
      then();
      since = performance.now();
    });
  };
}
