/** A thing with some fields changed; what is undefined goes away. */
export function put<Thing extends object>(thing: Thing, change: { readonly [Key in keyof Thing]?: Thing[Key] | undefined }): Thing {
  const next: Record<string, unknown> = { ...thing, ...change };
  for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key];
  return next as Thing;
}

/** A list with one thing changed, or taken out. */
export function putAt<Item>(items: readonly Item[], index: number, item: Item | null): Item[] {
  return items.flatMap((one, at) => (at === index ? (item === null ? [] : [item]) : [one]));
}

/** "a, b ,, c" as its parts. */
export function partsOfList(text: string): string[] {
  return text
    .split(/[,،\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** What somebody typed as a value: a number where it reads as one, yes and no as such. */
export function typedValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) && String(Number(text)) === text ? Number(text) : text;
}
