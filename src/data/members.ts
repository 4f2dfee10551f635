/** What tells the members of a dataset apart: rows that are about the same have the same words. */
import { identityRole, type Dataset, type TextColumn } from './dataset';

/** With more members than this it is enough to look at models, labs or countries. */
const MOST_MEMBERS = 2 ** 16;

/** The columns whose words make a member: all of them, where these are few enough. */
export function tellingApart(dataset: Dataset): readonly TextColumn[] {
  const all = [...dataset.texts.values()];
  if (all.reduce((product, { words }) => product * (words.length + 1), 1) <= MOST_MEMBERS) return all;
  const role = identityRole(dataset);
  const identity = role && dataset.texts.get(dataset.roles[role] ?? '');
  return identity && identity.words.length < MOST_MEMBERS ? [identity] : [];
}
