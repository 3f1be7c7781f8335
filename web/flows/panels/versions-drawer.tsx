import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow, FlowVersion } from '#contract/flow-state.ts';
import type { Member } from '#contract/organizations.ts';
import { post } from '#web/data/api.ts';
import { listQuery } from '#web/data/by-address.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import { useEditorNow } from '../draft/use-editor.ts';
import { refreshFlow } from '../queries.ts';
import { Differences } from './publish-drawer.tsx';

/** What was published, and the way back to it. */
export function VersionsDrawer({ open, onOpenChange }: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <Drawer open={open} onOpenChange={onOpenChange} title={t('flows:versions.title')} description={t('flows:versions.text')}>
      <Versions />
    </Drawer>
  );
}

function Versions() {
  const { t } = useTranslation();
  const { flow } = useEditorNow();
  const versions = useQuery(listQuery<FlowVersion>(`/api/flows/${flow.id}/versions`));
  if (versions.isPending) return <Skeleton />;
  if (versions.error) return <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />;
  if (versions.data.length === 0) return <EmptyState title={t('flows:versions.none')}>{t('flows:versions.noneText')}</EmptyState>;
  return (
    <Rows label={t('flows:versions.title')}>
      {versions.data.map((version) => (
        <VersionRow key={version.version} version={version} current={flow.version} />
      ))}
    </Rows>
  );
}

function VersionRow({ version, current }: { readonly version: FlowVersion; readonly current: number | null }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { flow, saver, takeTheirs } = useEditorNow();
  const mayPublish = usePermission('flows.publish');
  const [compared, setCompared] = useState(false);
  // The draft becomes the same: what was changed in it and never published would be gone.
  const [warned, setWarned] = useState(false);
  const goBack = () => (flow.changed && !warned ? setWarned(true) : going.send(version.version));
  const going = useSending(
    async (wanted: number) => {
      await saver.flush();
      return post<Flow>(`/api/flows/${flow.id}/roll-back`, { body: { version: wanted } });
    },
    async (after) => {
      await takeTheirs();
      refreshFlow(queries, flow.id);
      tell(t('flows:versions.done', { version: after.version }));
    },
  );
  const isCurrent = version.version === current;
  return (
    <Row
      title={t('flows:versions.one', { version: version.version })}
      state={isCurrent && <Badge tone="leaf">{t('flows:versions.current')}</Badge>}
      text={
        <>
          {version.note && <bdi className="block w-full text-ink">{version.note}</bdi>}
          {version.failedCases.length > 0 && (
            <span className="block w-full text-ember">{t('trial:case.failedThen', { names: version.failedCases.join(', ') })}</span>
          )}
          <RelativeTime time={version.createdAt} />
          <Publisher who={version.publishedBy} />
          {version.runs > 0 && <span>{t('flows:versions.runs', { count: version.runs })}</span>}
        </>
      }
      actions={
        !isCurrent && (
          <>
            <Button look="quiet" onClick={() => setCompared(!compared)} aria-expanded={compared}>
              {t('flows:versions.compare')}
            </Button>
            {mayPublish && (
              <Button icon={RotateCcw} look={warned ? 'danger' : 'plain'} busy={going.busy} onClick={goBack}>
                {warned ? t('trial:case.goBackSure') : t('flows:versions.goBack')}
              </Button>
            )}
          </>
        )
      }
    >
      {going.error ? (
        <p role="alert" className="text-ember">
          {explainKnown(going.error)}
        </p>
      ) : warned ? (
        <p role="alert" className="text-ember">
          {t('trial:case.goBackLoses')}
        </p>
      ) : (
        compared && current !== null && <Differences id={flow.id} from={version.version} to={current} />
      )}
    </Row>
  );
}

function Publisher({ who }: { readonly who: string }) {
  const mayRead = usePermission('members.read');
  const members = useQuery({ ...listQuery<Member>('/api/members'), enabled: mayRead });
  const [kind, id] = who.split(':');
  const name = kind === 'member' ? members.data?.find((one) => one.id === id)?.name : undefined;
  return name ? <bdi>{name}</bdi> : null;
}
