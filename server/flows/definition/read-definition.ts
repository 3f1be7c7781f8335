import { FlowDefinition, flowFormat } from '#contract/flows.ts';
import { Refusal } from '#platform/errors.ts';
import { badFields, explainIssues } from '#platform/fields.ts';

/** Brings a definition of one format to the next. */
export type Upgrade = (definition: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/**
 * How a definition of format N becomes one of format N + 1, by N. Whoever changes the format adds the way there, and every draft,
 * version and file of before is read as if it had been written today.
 */
const upgrades: Readonly<Record<number, Upgrade>> = {};

/** A definition as it was stored or handed in, of any format there ever was, in today's. Throws a refusal that names the field. */
export function readDefinition(given: unknown, known = upgrades): FlowDefinition {
  const upgraded = upgrade(given, known);
  const parsed = FlowDefinition.safeParse(upgraded);
  if (!parsed.success) throw badFields(explainIssues(parsed.error, upgraded, 'definition'));
  return parsed.data;
}

function upgrade(given: unknown, known: Readonly<Record<number, Upgrade>>): unknown {
  let definition = given as Record<string, unknown>;
  for (let format = Number(definition?.format); format < flowFormat; format = Number(definition.format)) {
    const next = Object.hasOwn(known, format) ? known[format] : undefined;
    if (!next)
      throw new Refusal('bad_request', `There never was a format ${format} of flows.`, { details: { field: 'definition.format' } });
    definition = { ...next(definition), format: format + 1 };
  }
  return definition;
}
