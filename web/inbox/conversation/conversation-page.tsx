import { useParams, useSearch } from '@tanstack/react-router';
import { Suspense } from 'react';
import { Skeleton } from '#web/ui/states.tsx';
import { ContactPanel, ConversationPane } from './index.ts';

/** One conversation by its address, with its contact beside it where there is room. */
export function ConversationPage() {
  const { conversationId = '' } = useParams({ strict: false }) as { conversationId?: string };
  const { message } = useSearch({ strict: false }) as { message?: string };
  return (
    <Suspense fallback={<Skeleton lines={8} />}>
      <div className="grid h-full grid-cols-[minmax(0,1fr)] three:grid-cols-[minmax(0,1fr)_20rem]">
        <ConversationPane conversationId={conversationId} messageId={message} />
        <div className="min-h-0 overflow-y-auto border-s border-line max-three:hidden">
          <ContactPanel conversationId={conversationId} />
        </div>
      </div>
    </Suspense>
  );
}
