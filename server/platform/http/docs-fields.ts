import { type Html, html } from './html.ts';
import type { Json } from './openapi.ts';

/** The fields of a body or an answer as a table, for people; null where there are none to name (a choice of several forms). */
export function drawFields(schema: Json): Html | null {
  const rows = rowsOf(schema, '');
  return rows.length === 0
    ? null
    : html`<table>${rows.map(
        ({ name, type, description }) =>
          html`<tr><th scope="row"><code>${name}</code></th><td>${type}${description !== '' && html`<br><span class="muted">${description}</span>`}</td></tr>`,
      )}</table>`;
}

interface FieldRow {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

/** Of a list, the fields of what is in it: "items[].id". */
function rowsOf(schema: Json, prefix: string): FieldRow[] {
  const required = (schema.required ?? []) as readonly string[];
  return Object.entries((schema.properties ?? {}) as Record<string, Json>).flatMap(([field, inner]) => {
    const name = `${prefix}${field}`;
    const optional = required.includes(field) || prefix !== '' ? '' : ', may be left out';
    const row = { name, type: `${typeOf(inner)}${optional}`, description: String(inner.description ?? '') };
    const item = inner.items as Json | undefined;
    return item?.properties && prefix === '' ? [row, ...rowsOf(item, `${name}[].`)] : [row];
  });
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  array: 'list',
  null: 'null',
};
const formats: Readonly<Record<string, string>> = { uuid: 'id', 'date-time': 'time', email: 'e-mail address', uri: 'web address' };

function typeOf(schema: Json): string {
  const choices = (schema.anyOf ?? schema.oneOf) as readonly Json[] | undefined;
  if (choices) return [...new Set(choices.map(typeOf))].join(' or ');
  if (Array.isArray(schema.enum)) return schema.enum.map((one) => JSON.stringify(one)).join(', ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const types = [schema.type].flat().map((type) => (type === 'string' ? formats[String(schema.format)] : undefined) ?? words[String(type)]);
  return types.join(' or ') || 'anything';
}
