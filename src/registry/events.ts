/** What the registry knows to have happened: releases of models, and reveals of who made an undisclosed one. */
import { labOf, weightsOn, type Lab, type Model, type Registry } from './registry';

export interface RegistryEvent {
  readonly type: 'release' | 'reveal';
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly label: string;
  /** The model's slug. */
  readonly model: string;
  /** Of a release, the lab as listed on that day (none for an undisclosed model); of a reveal, the lab that was named. */
  readonly lab: Lab | undefined;
  /** The lab's country, by code. */
  readonly country: string | undefined;
  /** Open or closed weights on that day. */
  readonly weights: string | undefined;
}

const events = new WeakMap<Registry, readonly RegistryEvent[]>();

/** All events by day, then label. What has no date is no event. */
export function registryEvents(registry: Registry): readonly RegistryEvent[] {
  let found = events.get(registry);
  if (!found) {
    found = [...releases(registry), ...reveals(registry)].sort(inOrder);
    events.set(registry, found);
  }
  return found;
}

/** Slugs of one model that differ in a date and were released on one day are one release, under the shortest label. */
function releases(registry: Registry): RegistryEvent[] {
  const once = new Map<string, RegistryEvent>();
  for (const model of registry.models) {
    const { slug, released } = model;
    if (released === undefined) continue;
    const lab = labOf({ model, lab: model.lab }, 'listed');
    const { label } = registry.resolveModel(slug);
    const event = eventOf('release', released, label, model, lab);
    const key = `${released} ${undated(slug)}`;
    const before = once.get(key);
    if (!before || shorterFirst(label, before.label) < 0) once.set(key, event);
  }
  return [...once.values()];
}

function reveals(registry: Registry): RegistryEvent[] {
  return registry.models.flatMap((model) => {
    const { revealed } = model;
    if (revealed?.day === undefined) return [];
    const { label } = registry.resolveModel(model.slug);
    const { lab, as } = revealed;
    const said = as === undefined ? `${label} is by ${lab.name}` : `${label} is ${as} by ${lab.name}`;
    return [eventOf('reveal', revealed.day, said, model, lab)];
  });
}

function eventOf(
  type: RegistryEvent['type'],
  day: string,
  label: string,
  model: Model,
  lab: Lab | undefined,
): RegistryEvent {
  const weights = weightsOn(model, day);
  return { type, day, label, model: model.slug, lab, country: lab?.country, weights };
}

/** A slug without its variant and its date, in any of the ways in which dates are written there. */
function undated(slug: string): string {
  return slug
    .toLowerCase()
    .replace(/:.*$/, '')
    .replace(/-(\d{8}|\d{4}-\d\d-\d\d|\d\d-\d\d|\d{4})$/, '');
}

function shorterFirst(a: string, b: string): number {
  return a.length - b.length || compare(a, b);
}

function inOrder(a: RegistryEvent, b: RegistryEvent): number {
  return compare(a.day, b.day) || compare(a.label, b.label) || compare(a.model, b.model);
}

/** By code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
