/** Reads a grammar in the notation that docs/grammar.ebnf explains. */

/** What a production says. A choice, an option and a repetition have a number of their own, to count what was used. */
export type Rule =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
  | { readonly kind: 'production'; readonly name: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Rule[] }
  | { readonly kind: 'choice'; readonly id: number; readonly options: readonly Rule[] }
  | { readonly kind: 'option'; readonly id: number; readonly body: Rule }
  | { readonly kind: 'repetition'; readonly id: number; readonly body: Rule };

export type Grammar = ReadonlyMap<string, Rule>;

const TOKEN =
  /\s+|\(\*[^]*?\*\)|"[^"]*"|\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/|[a-z_0-9]+|[=|;()[\]{}]/gy;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export function readGrammar(text: string): Grammar {
  const tokens = tokensOf(text);
  const grammar = new Map<string, Rule>();
  let index = 0;
  let ids = 0;

  function take(expected?: string): string {
    const token = tokens[index++] ?? 'the end';
    if (expected !== undefined && token !== expected)
      throw new Error(
        `The grammar has ${token} where ${expected} should be, after ${[...grammar.keys()].at(-1) ?? 'nothing'}.`,
      );
    return token;
  }

  function choice(): Rule {
    const options = [sequence()];
    while (tokens[index] === '|') {
      index++;
      options.push(sequence());
    }
    const [only, ...more] = options;
    return only && more.length === 0 ? only : { kind: 'choice', id: ids++, options };
  }

  function sequence(): Rule {
    const parts: Rule[] = [];
    while (index < tokens.length && !['|', ';', ')', ']', '}'].includes(tokens[index] ?? ''))
      parts.push(part());
    const [only, ...more] = parts;
    if (!only) throw new Error(`The grammar has an empty part before ${tokens[index] ?? 'its end'}.`);
    return more.length === 0 ? only : { kind: 'sequence', parts };
  }

  function part(): Rule {
    const token = take();
    const closing = CLOSING[token];
    if (closing !== undefined) {
      const body = choice();
      take(closing);
      if (token === '(') return body;
      return { kind: token === '[' ? 'option' : 'repetition', id: ids++, body };
    }
    if (token.startsWith('"')) return { kind: 'word', text: token.slice(1, -1) };
    if (token.startsWith('/'))
      return { kind: 'pattern', pattern: new RegExp(`^(?:${token.slice(1, -1)})$`, 'u') };
    return { kind: 'production', name: token };
  }

  while (index < tokens.length) {
    const name = take();
    take('=');
    if (grammar.has(name)) throw new Error(`The grammar says ${name} twice.`);
    grammar.set(name, choice());
    take(';');
  }
  return grammar;
}

function tokensOf(text: string): string[] {
  const tokens = [...text.matchAll(TOKEN)].map(([token]) => token);
  const read = tokens.join('').length;
  if (read < text.length) throw new Error(`The grammar cannot be read from: ${text.slice(read, read + 40)}`);
  return tokens.filter((token) => token.trim() !== '' && !token.startsWith('(*'));
}

export function bodyOf(grammar: Grammar, name: string): Rule {
  const body = grammar.get(name);
  if (!body) throw new Error(`The grammar uses ${name} and does not say what it is.`);
  return body;
}

/** The rules directly inside of a rule. */
export function partsOf(rule: Rule): readonly Rule[] {
  switch (rule.kind) {
    case 'sequence':
      return rule.parts;
    case 'choice':
      return rule.options;
    case 'option':
    case 'repetition':
      return [rule.body];
    case 'word':
    case 'pattern':
    case 'production':
      return [];
  }
}

/** A rule and every rule inside of it. */
export function rulesOf(rule: Rule): Rule[] {
  return [rule, ...partsOf(rule).flatMap(rulesOf)];
}
