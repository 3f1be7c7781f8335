/** The sections of docs/running/benchmark.md about a full inbox, in their order; the figures of the program stand before them. */
export const sections = {
  browser: '## The inbox in a browser',
  embedded: '## A full inbox through the API, embedded',
  postgresql: '## A full inbox through the API, on PostgreSQL',
} as const;

export type Section = keyof typeof sections;

/** The document with this section in place of the one there was, or in its place among the others. */
export function withSection(document: string, name: Section, text: string): string {
  const all = Object.keys(sections) as Section[];
  const parts = all.map((one) => (one === name ? text : sectionIn(document, one))).filter((part) => part !== '');
  return `${[withoutInbox(document), ...parts].map((part) => part.trim()).join('\n\n')}\n`;
}

/** The document's figures of the inbox, put behind others. */
export function withInboxOf(written: string, document: string): string {
  return (Object.keys(sections) as Section[]).reduce((whole, name) => {
    const section = sectionIn(document, name);
    return section === '' ? whole : withSection(whole, name, section);
  }, written);
}

/** Empty: there is none. */
function sectionIn(document: string, name: Section): string {
  const at = document.indexOf(`${sections[name]}\n`);
  if (at < 0) return '';
  const end = document.indexOf('\n## ', at + 1);
  return document.slice(at, end < 0 ? undefined : end);
}

function withoutInbox(document: string): string {
  const first = Math.min(
    ...Object.values(sections).map((heading) => (document.includes(heading) ? document.indexOf(heading) : document.length)),
  );
  return document.slice(0, first);
}
