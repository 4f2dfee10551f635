// Numbers that look random and are the same on every machine.

/** Whole numbers from 0 up to, not including, 2³²: sfc32, which needs nothing but additions and shifts. */
export function randomOf(seed) {
  let [a, b, c, counter] = [seed, 0x9e3779b9, 0x243f6a88, 1];
  const next = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return result >>> 0;
  };
  for (let round = 0; round < 16; round++) next();
  return next;
}
