import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { patch } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Page } from '#web/ui/page.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { channelQuery } from '../channels/channel-queries.ts';
import { useChanged } from '../channels/use-changed.ts';
import { choiceOf, draftOf, fieldsOf } from './assistant-draft.ts';
import { AssistantFields } from './assistant-fields.tsx';
import { TryAssistant } from './try-assistant.tsx';

/** The assistant of one channel: set up at one side, tried at the other before anybody meets it. */
export function AssistantPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const channel = useQuery(channelQuery(id));
  if (channel.data) return <Loaded key={id} channel={channel.data} />;
  return (
    <Page title={t('titles:assistants.one')} width="text">
      {channel.error ? <ErrorState error={channel.error} onRetry={() => void channel.refetch()} /> : <Skeleton lines={6} />}
    </Page>
  );
}

function Loaded({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const locked = useLocked('channels.change');
  const mayTry = usePermission('assistants.try');
  const changed = useChanged(channel.id);
  const [stored] = useState(() => draftOf(channel.assistant));
  const [tried, setTried] = useState(stored);
  return (
    <Page title={t('settings:assistants.of', { channel: channel.name })} description={t('settings:assistants.ofText')}>
      <div className="grid gap-6 three:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 max-w-180">
          <SaveForm
            value={draftOf(channel.assistant)}
            save={async (draft) => changed(await patch<Channel>(`/api/channels/${channel.id}`, { body: { assistant: choiceOf(draft) } }))}
            fields={fieldsOf}
            locked={locked}
            submit={t('settings:assistants.save')}
            onDraft={setTried}
          >
            {(form) => <AssistantFields form={form} />}
          </SaveForm>
        </div>
        {mayTry && <TryAssistant draft={tried} channelId={channel.id} />}
      </div>
    </Page>
  );
}
