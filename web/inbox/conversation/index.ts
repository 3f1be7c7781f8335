import { lazy } from 'react';
import { bring } from '#web/i18n/i18n.ts';

/** Their sentences come with them: the list needs none of them. */
const withWords = async <Loaded>(loading: Promise<Loaded>): Promise<Loaded> =>
  (await Promise.all([loading, bring('conversation', 'troubles')]))[0];

/**
 * The open conversation and what is known of its contact, for the page of the inbox; both are loaded when one is opened.
 * `<ConversationPane conversationId messageId? onBack? onPanel? onDone? />`: `messageId` is a search hit to begin at; `onBack` is given where the
 * list is out of sight; `onPanel` shows and hides the panel; `onDone` is told when it was closed or put aside. `<ContactPanel conversationId onClose? />`.
 */
export const ConversationPane = lazy(() =>
  withWords(import('./conversation-pane.tsx')).then((module) => ({ default: module.ConversationPane })),
);
export const ContactPanel = lazy(() => withWords(import('./panel/contact-panel.tsx')).then((module) => ({ default: module.ContactPanel })));
