/** JSON Schema, as our API's description uses it, to TypeScript. */
export type Schema = Readonly<Record<string, unknown>>;

/** The type as text. What is not understood is `unknown`: never a wrong promise. */
export function typeOf(schema: Schema | undefined, refer: (name: string) => string): string {
  if (!schema) return 'unknown';
  const inside = (one: unknown) => typeOf(one as Schema, refer);
  if (typeof schema.$ref === 'string') return refer(schema.$ref.split('/').at(-1) ?? '');
  if (schema.const !== undefined) return literal(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map(literal).join(' | ');
  const several = (schema.anyOf ?? schema.oneOf) as unknown[] | undefined;
  if (several) return [...new Set(several.map(inside))].join(' | ');
  if (Array.isArray(schema.allOf)) return schema.allOf.map((one) => wrapped(inside(one))).join(' & ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => inside({ ...schema, type })).join(' | ');
  switch (schema.type) {
    case 'string':
      return 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return `${wrapped(inside(schema.items))}[]`;
    case 'object':
      return objectType(schema, inside);
    default:
      return 'unknown';
  }
}

function objectType(schema: Schema, inside: (one: unknown) => string): string {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const more = schema.additionalProperties;
  if (properties.length === 0)
    return more === false ? 'Record<string, never>' : `Record<string, ${more ? inside(more === true ? {} : more) : 'unknown'}>`;
  const required = (schema.required ?? []) as string[];
  const fields = properties.map(([name, one]) => {
    const optional = required.includes(name) ? '' : '?';
    return `${comment(one.description)}${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}${optional}: ${inside(one)};`;
  });
  const whole = `{\n${fields.join('\n')}\n}`;
  return more !== undefined && more !== false ? `${whole} & Record<string, unknown>` : whole;
}

export function comment(text: unknown): string {
  return typeof text === 'string' && text !== '' ? `\n/** ${text.replaceAll('*/', '* /')} */\n` : '\n';
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : JSON.stringify(value);
}

function wrapped(type: string): string {
  return /[|&]/.test(type) && !/^\{[\s\S]*\}$/.test(type) ? `(${type})` : type;
}
