/** Fields that say what kind of thing it is, when, and of which of our own: needed to find a fault, and nobody's secret. */
const open = new Set([
  'type',
  'object',
  'field',
  'messaging_product',
  'status',
  'code',
  'error_subcode',
  'title',
  'event',
  'timestamp',
  'mime_type',
  'language',
  'category',
  'phone_number_id',
  'display_phone_number',
  'href',
]);

/** An event without what people wrote, their names and their numbers: words become how long they are. */
export function redact(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => redact(one, name));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, redact(one, key)]));
  }
  if (open.has(name) || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return String(value).length > 6 ? '•••' : value;
  return `•••(${String(value).length})`;
}
