/** Why a mail did not go out, as the server says it (server/platform/mail/mail.ts, modules/incidents/server/call-people.ts). */
const known: readonly (readonly [RegExp, string])[] = [
  [/^this installation sends no mail/, 'none'],
  [/^nobody of the team may see incidents/, 'nobody'],
  [/refuses the user name or password/, 'login'],
  [/^there is no mail server of the name/, 'name'],
  [/offers no encryption/, 'encryption'],
  [/does not take this address(?: \((\d+)\))?/, 'address'],
  [/^the mail server refused it \((\d+)\)/, 'refused'],
  [/^the mail server cannot be reached/, 'unreachable'],
];

export interface MailReason {
  /** Of a sentence in troubles:mail. */
  readonly key: string;
  /** What the mail server answered; nothing where it said none. */
  readonly code: string;
}

/** Which of our sentences says the same in the reader's language; null: there is none, and the server's words will do. */
export function mailReason(words: string): MailReason | null {
  for (const [begins, key] of known) {
    const found = begins.exec(words);
    if (found) return { key, code: found[1] ?? '–' };
  }
  return null;
}
