const heading = '## The inbox in a browser';

/** docs/running/benchmark.md with these figures of the inbox, beside those of the program. */
export function withInbox(document: string, section: string): string {
  return `${withoutInbox(document)}\n\n${section.trimEnd()}\n`;
}

/** The figures of the inbox alone; empty: there are none. */
export function inboxIn(document: string): string {
  const at = document.indexOf(heading);
  return at < 0 ? '' : document.slice(at);
}

function withoutInbox(document: string): string {
  const at = document.indexOf(heading);
  return (at < 0 ? document : document.slice(0, at)).trimEnd();
}
