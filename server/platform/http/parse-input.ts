import { z } from 'zod';
import { badFields, explainIssues, explainTexts, type FieldFault, firstOfEach } from '#platform/fields.ts';

export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

interface Schemas {
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
}

/** For a route that asks for nothing: a filter or a field it does not know must not be dropped in silence. */
const nothing = z.strictObject({});

/** Checks what came with a request against a route's schemas. Throws one refusal naming every wrong field. */
export function parseInput(schemas: Schemas, raw: RawInput): RawInput {
  const faults: FieldFault[] = [];
  const check = (schema: z.ZodType, value: unknown, more: readonly FieldFault[] = []): unknown => {
    const texts = explainTexts(value);
    faults.push(...more, ...texts);
    const result = schema.safeParse(value);
    if (!result.success) faults.push(...explainIssues(result.error, value));
    return result.data;
  };
  const input = {
    params: schemas.params ? check(schemas.params, raw.params) : undefined,
    query: check(schemas.query ?? nothing, raw.query ?? {}, repeated(raw.query)),
    body: check(schemas.body ?? nothing, raw.body ?? {}),
  };
  if (faults.length > 0) throw badFields(firstOfEach(faults));
  return input;
}

/** "?limit=1&limit=2": nobody can say which is meant. No query of ours takes a list. */
function repeated(query: unknown): FieldFault[] {
  return Object.entries(query ?? {}).flatMap(([field, value]) =>
    Array.isArray(value) ? [{ field, message: 'is given more than once' }] : [],
  );
}
