/** What a canned reply can leave a gap for. */
export const gaps = ['contact.name', 'contact.firstName', 'member.name', 'member.firstName', 'organization.name', 'channel.name'] as const;
export type Gap = (typeof gaps)[number];

/** "{contact.name}", and "{contact.name|there}" with what stands there when it is not known. A brace by itself is a brace. */
const gapPattern = /\{([A-Za-z]+\.[A-Za-z]+)(?:\|([^{}]{0,200}))?\}/g;

/** Names in gaps that nothing can fill. */
export function unknownGaps(text: string): string[] {
  const named = [...text.matchAll(gapPattern)].map((found) => found[1] ?? '');
  return [...new Set(named)].filter((name) => !(gaps as readonly string[]).includes(name));
}

/** Fills the gaps. Values are put in as they are and never read for gaps themselves. */
export function fill(text: string, values: Readonly<Record<Gap, string | null>>): { text: string; missing: string[] } {
  const missing = new Set<string>();
  const filled = text.replace(gapPattern, (_whole, name: Gap, otherwise: string | undefined) => {
    const value = values[name] ?? otherwise;
    if (value === undefined) missing.add(name);
    return value ?? '';
  });
  return { text: filled, missing: [...missing] };
}

/** "Amina Njeri Wanjiku" → "Amina". */
export function firstNameOf(name: string | null): string | null {
  return name?.trim().split(/\s+/u)[0] || null;
}
