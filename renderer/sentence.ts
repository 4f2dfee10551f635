/** Sentences of ours, in which a part of the language stands between backticks. */
import { element } from './dom';
import { plain } from './text';

/** A sentence with its parts of the language set as code. */
export function sentenceParts(document: Document, sentence: string): (Node | string)[] {
  return plain(sentence)
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part : element(document, 'code', {}, part)));
}
