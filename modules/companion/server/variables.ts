import type { VariableProvider } from '#core/variables.ts';
import { readCare } from '#safety/index.ts';
import type { ConsentKind } from '../contract.ts';
import { minimumAgeOf, toConsents } from './person.ts';
import { type Known, readKnown } from './store.ts';
import type { CompanionTools } from './tools.ts';

/** What the welcome may name. No word of the person is among it. */
export function companionVariables(tools: Pick<CompanionTools, 'database'>): VariableProvider {
  return {
    variables: [
      { name: 'companion.minimum_age', type: 'number', summary: 'From which age on the companion may be used.', example: 18, always: true },
      {
        name: 'companion.next',
        type: 'text',
        summary: 'What the welcome asks next: "language", "age", "storing", "name" … "done".',
        example: 'language',
        always: true,
      },
      {
        name: 'companion.young_help',
        type: 'text',
        summary: 'Whom young people can call where they are, a line each; checked not long ago.',
        example: 'Childline: 116',
        always: true,
      },
    ],
    async read({ organization, contact, conversationId, clock }, wanted) {
      const { database } = tools;
      const known = await readKnown(database, organization.id, contact.id, clock.now().toISOString().slice(0, 10));
      const own = { 'companion.minimum_age': minimumAgeOf(known), 'companion.next': nextOf(known) };
      if (!wanted.includes('companion.young_help')) return own;
      const care = await readCare(database, clock, { organizationId: organization.id, contactId: contact.id, conversationId });
      const lines = care.lines.filter(({ young }) => young);
      return { ...own, 'companion.young_help': (lines.length > 0 ? lines : care.lines.slice(0, 2)).map(({ text }) => text).join('\n') };
    },
  };
}

/** The first thing that was never asked. */
export function nextOf({ person, consents }: Pick<Known, 'person' | 'consents'>): string {
  if (person?.state === 'minor') return 'minor';
  if (!person || person.age_group === null) return 'language';
  const asked = toConsents(consents);
  const open = (kind: ConsentKind) => asked[kind] === null;
  if (!asked.storing?.given) return 'storing';
  if (person.sealed_name === null) return 'name';
  if (open('memory')) return 'memory';
  if (open('mood')) return 'mood';
  if (open('summaries')) return 'summaries';
  if (open('sharing')) return 'sharing';
  if (person.sealed_brings === null) return 'brings';
  if (person.preferred === null) return 'times';
  if (person.country === null) return 'country';
  return person.sealed_trusted === null ? 'trusted' : 'done';
}
