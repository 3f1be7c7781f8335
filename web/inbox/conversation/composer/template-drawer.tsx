import { useQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelTemplate } from '#contract/channels.ts';
import { get } from '#web/data/api.ts';
import { Button } from '#web/ui/button.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { matchesWords } from '#web/ui/search.ts';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { TemplateForm } from './template-form.tsx';
import type { TemplateDrawerProps } from './template-props.ts';

/** Choose one that the provider approved, fill its gaps, see what will be read, send. */
export function TemplateDrawer(props: TemplateDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={t('conversation:templates.title')}
      description={t('conversation:templates.text')}
    >
      <Inside {...props} />
    </Drawer>
  );
}

function Inside(props: TemplateDrawerProps) {
  const { t } = useTranslation();
  const { row } = props;
  const [chosen, setChosen] = useState<ChannelTemplate | null>(null);
  const [words, setWords] = useState('');
  const { data, error, refetch } = useQuery({
    queryKey: ['templates', row.channelId],
    queryFn: ({ signal }) =>
      get<{ items: ChannelTemplate[] }>(`/api/channels/${row.channelId}/templates`, { query: { limit: 200 }, signal }),
    meta: { live: { changes: ['channel'] } },
  });
  if (chosen) return <TemplateForm {...props} template={chosen} onOther={() => setChosen(null)} />;
  if (!data && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={5} />;
  const usable = data.items.filter(({ status }) => status === 'APPROVED');
  const found = usable.filter((one) => matchesWords(`${one.name.replaceAll('_', ' ')} ${one.text?.body ?? ''}`, words));
  if (usable.length === 0) {
    return (
      <EmptyState icon={FileText} title={t('conversation:templates.none')}>
        {t('conversation:templates.noneText')}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <Field label={t('conversation:templates.find')} labelHidden>
        <TextInput
          type="search"
          placeholder={t('conversation:templates.find')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
      <ul className="flex flex-col gap-2">
        {found.map((one) => (
          <li key={`${one.name} ${one.language}`}>
            <button
              type="button"
              onClick={() => setChosen(one)}
              className="flex w-full flex-col gap-0.5 rounded-control border border-line px-3 py-2 text-start hover:border-edge hover:bg-sunken"
            >
              <span className="flex w-full gap-2">
                <span className="min-w-0 flex-1 truncate font-strong">{one.name.replaceAll('_', ' ')}</span>
                <span className="text-small text-muted">{one.language}</span>
              </span>
              <span dir="auto" className="line-clamp-2 w-full text-muted [overflow-wrap:anywhere]">
                {one.text?.body ?? t('conversation:templates.unknownText')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p role="status" className="text-muted">
          {t('ui:nothingFound')} <Button onClick={() => setWords('')}>{t('conversation:templates.all')}</Button>
        </p>
      )}
    </div>
  );
}
