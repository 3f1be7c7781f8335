import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#web/ui/button.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { InboxRow } from '../../../modules/desk/contract.ts';
import { OpenConversation } from './open-conversation.tsx';
import type { ConversationPaneProps } from './pane-props.ts';
import { rowQuery } from './queries.ts';

/** One conversation: what was said, and where to answer. */
export function ConversationPane(props: ConversationPaneProps) {
  const { data, error, refetch } = useQuery(rowQuery(props.conversationId));
  if (!data && error) return <NotOpened error={error} onRetry={() => void refetch()} onBack={props.onBack} />;
  if (!data) return <Skeleton lines={8} />;
  // Another conversation is another pane: nothing half done in this one is carried over.
  return <Opened key={props.conversationId} {...props} row={data} />;
}

/** Where the list is out of sight, the way back to it: no header has it. */
function NotOpened({
  error,
  onRetry,
  onBack,
}: Pick<ConversationPaneProps, 'onBack'> & { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return <ErrorState error={error} onRetry={onRetry} aside={onBack && <Button onClick={onBack}>{t('conversation:back')}</Button>} />;
}

/** How many were unread when it was opened: reading them changes the row, and the line must stay where it was. */
function Opened({ row, ...props }: ConversationPaneProps & { readonly row: InboxRow }) {
  const [unread] = useState(row.unread);
  return <OpenConversation {...props} row={row} unreadAtStart={unread} />;
}
