import { lazy } from 'react';

/**
 * The open conversation and what is known of its contact, for the page of the inbox; both are loaded when one is opened.
 * `<ConversationPane conversationId messageId? onBack? onPanel? onDone? />`: `messageId` is a search hit to begin at; `onBack` is given where the
 * list is out of sight; `onPanel` shows and hides the panel; `onDone` is told when it was closed or put aside. `<ContactPanel conversationId onClose? />`.
 */
export const ConversationPane = lazy(() => import('./conversation-pane.tsx').then((module) => ({ default: module.ConversationPane })));
export const ContactPanel = lazy(() => import('./panel/contact-panel.tsx').then((module) => ({ default: module.ContactPanel })));
