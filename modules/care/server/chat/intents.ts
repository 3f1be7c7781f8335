import { recordIdsOf } from '#core/contacts/get-contact.ts';
import { defineIntent, type Intent } from '#core/dialogue/intent.ts';
import { isUnlocked } from '#core/dialogue/pin.ts';
import { splitText } from '#core/dialogue/split-text.ts';
import { phrases } from '#core/dialogue/words.ts';
import { readCare } from '#safety/index.ts';
import { openItems } from '../plan/items.ts';
import { findPlan, listCurrentSteps } from '../plan/plan-store.ts';
import { planText } from '../plan/plan-text.ts';
import type { CareTools } from '../tools.ts';
import { keepSharing } from './steps.ts';
import words from './words.json' with { type: 'json' };

/** The assistant with whom "my plan" can mean nothing else. */
const companion = 'companion';
const short = phrases(words.showShort);

/** What people ask of their own plan: to have it, and to keep it to themselves. */
export function careIntents(tools: Pick<CareTools, 'database'>): readonly Intent[] {
  return [
    defineIntent({
      name: 'care.show-plan',
      title: 'care.show_plan',
      keywords: words.show,
      inMenu: false,
      mayAsk: isUnlocked,
      means: (turn, _message, said) => turn.channel.assistant.kind === companion && short.has(said),
      async read(about) {
        const { db, organization, contact, conversation, key, clock } = about;
        const row = await findPlan(db, organization.id, await recordIdsOf(about, contact.id));
        if (!row) return null;
        const whose = { organizationId: organization.id, contactId: contact.id, conversationId: conversation.id };
        const care = await readCare(tools.database, clock, whose);
        const items = openItems(key, await listCurrentSteps(db, organization.id, row.id));
        return { items, lines: care.lines.map(({ text }) => text), emergency: care.emergency };
      },
      async handle(turn, plan) {
        const text =
          plan === null
            ? turn.sentence('care.no_plan', { organization: turn.channel.organizationName })
            : planText((name, values) => turn.sentence(name, values), plan);
        for (const part of splitText(text, turn.channel.textLength)) turn.reply({ kind: 'text', text: part.trim() });
      },
    }),
    defineIntent({
      name: 'care.keep-plan-private',
      title: 'care.keep_private',
      keywords: words.private,
      inMenu: false,
      mayAsk: isUnlocked,
      read: async () => null,
      async handle(turn) {
        keepSharing(turn, false);
        turn.reply({ kind: 'text', text: turn.sentence('care.unshared') });
      },
    }),
  ];
}
