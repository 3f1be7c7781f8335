import { useQueryClient } from '@tanstack/react-query';
import { LayoutTemplate, Plus, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ChannelTemplate } from '#contract/channels.ts';
import { post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { usePaged } from '#web/data/use-paged.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { ButtonLink } from '#web/ui/button-link.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { MoreButton } from '#web/ui/more-button.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { CategoryMark, TemplateStateMark } from '../templates/template-marks.tsx';

/** The messages that Meta approved beforehand: the only ones that may open a conversation. */
export function ChannelTemplates({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayAsk = usePermission('channels.check');
  const queryKey = ['channel-templates', id];
  const templates = usePaged<ChannelTemplate>(queryKey, `/api/channels/${id}/templates`, {
    live: { changes: ['channel'], about: { channelId: id } },
  });
  const asking = useSending(
    () => post(`/api/channels/${id}/templates/refresh`, { body: {} }),
    () => void queries.invalidateQueries({ queryKey }),
  );
  const mayMake = usePermission('templates.change');
  const make = mayMake && (
    <ButtonLink look="main" icon={Plus} to={`/settings/channels/${id}/templates/new`}>
      {t('templates:new')}
    </ButtonLink>
  );
  const refresh = mayAsk && (
    <Button icon={RotateCw} busy={asking.busy} onClick={() => asking.send(undefined)}>
      {t('settings:templates.refresh')}
    </Button>
  );
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 text-muted">{t('settings:templates.text')}</p>
        {(templates.items?.length ?? 0) > 0 && (
          <span className="flex flex-wrap gap-2">
            {refresh}
            {make}
          </span>
        )}
      </div>
      {asking.error && (
        <p role="alert" className="mb-3 text-ember">
          {explainKnown(asking.error)}
        </p>
      )}
      {templates.isPending && <Skeleton lines={5} />}
      {templates.error && <ErrorState error={templates.error} onRetry={templates.refetch} />}
      {templates.items?.length === 0 && (
        <EmptyState
          icon={LayoutTemplate}
          title={t('settings:templates.none')}
          action={
            <span className="flex flex-wrap justify-center gap-2">
              {refresh}
              {make}
            </span>
          }
        >
          {t('settings:templates.noneText')}
        </EmptyState>
      )}
      {templates.items && templates.items.length > 0 && (
        <Rows label={t('settings:channel.templates')}>
          {templates.items.map((one) => (
            <Row
              key={`${one.name} ${one.language}`}
              title={<Link to={`/settings/channels/${id}/templates/${one.name}/${one.language}`}>{one.name}</Link>}
              text={
                <>
                  <bdi>{one.language}</bdi>
                  <CategoryMark template={one} />
                  <RelativeTime time={one.changedAt} />
                </>
              }
              actions={<TemplateStateMark template={one} />}
            >
              {one.reason && (
                <p lang="en" className="text-ember">
                  {one.reason}
                </p>
              )}
            </Row>
          ))}
        </Rows>
      )}
      <MoreButton list={templates} />
    </>
  );
}
