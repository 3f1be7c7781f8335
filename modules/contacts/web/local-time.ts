/** An instant as a field of type datetime-local holds it, in the zone of the machine; empty: none. */
export function toLocal(instant: string): string {
  if (instant === '') return '';
  const at = new Date(instant);
  const part = (value: number, digits = 2) => String(value).padStart(digits, '0');
  return `${part(at.getFullYear(), 4)}-${part(at.getMonth() + 1)}-${part(at.getDate())}T${part(at.getHours())}:${part(at.getMinutes())}`;
}

export function fromLocal(local: string): string | null {
  return local === '' ? null : new Date(local).toISOString();
}
