import type { z } from 'zod';
import { badFields, explainIssues, type FieldFault } from '#platform/fields.ts';

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

/** Checks what came with a request against a route's schemas. Throws one refusal naming every wrong field. */
export function parseInput(schemas: Schemas, raw: RawInput): RawInput {
  const faults: FieldFault[] = [];
  const check = (schema: z.ZodType | undefined, value: unknown): unknown => {
    if (!schema) return undefined;
    const result = schema.safeParse(value);
    if (!result.success) faults.push(...explainIssues(result.error, value));
    return result.data;
  };
  const input = {
    params: check(schemas.params, raw.params),
    query: check(schemas.query, raw.query),
    body: check(schemas.body, raw.body ?? {}),
  };
  if (faults.length > 0) throw badFields(faults);
  return input;
}
