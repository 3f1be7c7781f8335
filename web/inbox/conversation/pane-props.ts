export interface ConversationPaneProps {
  readonly conversationId: string;
  /** Where to begin: a search hit. */
  readonly messageId?: string | undefined;
  readonly onBack?: (() => void) | undefined;
  readonly onPanel?: (() => void) | undefined;
  /** It was closed or put aside: the next one may be opened. */
  readonly onDone?: (() => void) | undefined;
}
