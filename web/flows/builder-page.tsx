import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { MousePointerClick } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowCounts, FlowWithDraft } from '#contract/flow-state.ts';
import { get } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { Button } from '#web/ui/button.tsx';
import { ButtonLink } from '#web/ui/button-link.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { AskBeforeLeaving } from '#web/ui/leaving.tsx';
import { Page, useWindowTitle } from '#web/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { useWide } from '#web/ui/use-wide.ts';
import { BuilderBar } from './builder-bar.tsx';
import { LateEditor } from './draft/late-editor.tsx';
import { useClipboard } from './draft/use-clipboard.ts';
import { EditorContext, useEditor, useEditorNow } from './draft/use-editor.ts';
import {
  Canvas,
  CasesDrawer,
  FlowSettingsDrawer,
  NodeSettings,
  PublishDrawer,
  TextsDrawer,
  TrialPanel,
  VersionsDrawer,
} from './late-parts.tsx';
import { Outline } from './outline/outline.tsx';
import { SavingTrouble } from './panels/saved-mark.tsx';
import { useTrial } from './panels/use-trial.ts';
import { flowQuery } from './queries.ts';
import type { Side } from './side.ts';

/** A flow as people draw it: its nodes as a list and as a drawing, the settings of one of them, and a test of it all. */
export function BuilderPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const flow = useQuery(flowQuery(id));
  if (flow.isPending) return <Skeleton lines={8} />;
  if (!flow.data) return <NoFlow error={flow.error} onRetry={() => void flow.refetch()} />;
  return <Builder key={id} flow={flow.data} />;
}

function NoFlow(props: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Page title={t('titles:flows.one')}>
      <ErrorState {...props} aside={<ButtonLink to="/flows">{t('titles:flows.title')}</ButtonLink>} />
    </Page>
  );
}

function Builder({ flow }: { readonly flow: FlowWithDraft }) {
  const editor = useEditor(flow);
  const [side, setSide] = useState<Side>(null);
  const [view, setView] = useState<'list' | 'drawing'>('list');
  const [counted, setCounted] = useState(false);
  const hasRoom = useWide('(min-width: 1200px)');
  const isWide = useWide('(min-width: 800px)');
  const counts = useCounts(flow, counted);
  const trial = useTrial(editor, side === 'trial');
  useWindowTitle(flow.title);
  useClipboard(editor);
  const { saved } = editor;
  const { select } = editor;
  const toNode = useCallback(
    (name: string) => {
      select([name]);
      setSide((now) => (now === 'trial' ? now : null));
    },
    [select],
  );
  const drawer = (name: Side) => ({ open: side === name, onOpenChange: (open: boolean) => setSide(open ? name : null) });
  const { lit, ...tried } = trial;
  const testing = <TrialPanel {...tried} onClose={hasRoom ? () => setSide(null) : null} />;
  return (
    <EditorContext value={editor}>
      <div className="flex h-full min-h-0 flex-col">
        <BuilderBar side={side} onSide={setSide} view={view} onView={setView} counted={counted} onCounted={setCounted} />
        <SavingTrouble />
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] two:grid-cols-[280px_minmax(0,1fr)] three:grid-cols-[280px_minmax(0,1fr)_380px]">
          <LateEditor>
            <div className={view === 'list' ? 'min-h-0 border-e border-line' : 'min-h-0 border-e border-line max-two:hidden'}>
              <Outline lit={lit} onOpen={toNode} />
            </div>
            {(isWide || view === 'drawing') && (
              <div className="min-h-0 min-w-0">
                <Canvas counts={counts} lit={lit} />
              </div>
            )}
          </LateEditor>
          {hasRoom && (
            <aside className="min-h-0 overflow-y-auto border-s border-line bg-raised">{side === 'trial' ? testing : <Chosen />}</aside>
          )}
        </div>
      </div>
      {!hasRoom && <Narrow side={side} testing={testing} onClose={() => setSide(null)} />}
      {side === 'publish' && <PublishDrawer {...drawer('publish')} onNode={toNode} />}
      {side === 'cases' && <CasesDrawer {...drawer('cases')} />}
      {side === 'versions' && <VersionsDrawer {...drawer('versions')} />}
      {side === 'texts' && <TextsDrawer {...drawer('texts')} onNode={toNode} onTriggers={() => setSide('settings')} />}
      {side === 'settings' && <FlowSettingsDrawer {...drawer('settings')} />}
      <AskBeforeLeaving when={saved.state === 'failed' || saved.state === 'conflict'} />
    </EditorContext>
  );
}

/** The node that is chosen, beside the drawing. */
function Chosen() {
  const { t } = useTranslation();
  const { selected, definition, remove, locked } = useEditorNow();
  const [name] = selected;
  const node = name === undefined ? undefined : definition.nodes[name];
  if (selected.length > 1) {
    return (
      <div className="flex flex-col items-start gap-3 p-5">
        <h2 className="text-reading">{t('flows:several', { count: selected.length })}</h2>
        <p className="text-muted">{t('flows:severalText')}</p>
        {!locked && <Button onClick={() => remove(selected)}>{t('flows:removeSeveral', { count: selected.length })}</Button>}
      </div>
    );
  }
  if (name === undefined || !node) {
    return (
      <EmptyState icon={MousePointerClick} title={t('flows:nothingChosen')}>
        {t('flows:nothingChosenText')}
      </EmptyState>
    );
  }
  return (
    <section aria-label={t('flows:settingsOf', { node: name })} className="flex flex-col gap-3 p-5">
      <h2 className="text-reading">{node.title ?? t(`flows:kind.${node.kind}.name`)}</h2>
      <NodeSettings name={name} />
    </section>
  );
}

/** Where there is no room beside the drawing: over it. */
function Narrow({ side, testing, onClose }: { readonly side: Side; readonly testing: ReactNode; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { selected, select, definition } = useEditorNow();
  const [name] = selected;
  const node = name === undefined ? undefined : definition.nodes[name];
  const open = side === null && selected.length === 1 && node !== undefined;
  return (
    <>
      <Drawer open={open} onOpenChange={() => select([])} title={node ? (node.title ?? t(`flows:kind.${node.kind}.name`)) : ''}>
        {name !== undefined && <NodeSettings name={name} />}
      </Drawer>
      <Drawer open={side === 'trial'} onOpenChange={onClose} title={t('flows:trial.title')}>
        <div className="-mx-5 -my-4 h-[calc(100dvh-64px)]">{testing}</div>
      </Drawer>
    </>
  );
}

function useCounts(flow: FlowWithDraft, shown: boolean): FlowCounts | null {
  const may = usePermission('flow_runs.read');
  const asked = useQuery({
    queryKey: ['flow-counts', flow.id, flow.version],
    queryFn: ({ signal }) => get<FlowCounts>(`/api/flows/${flow.id}/counts`, { signal }),
    enabled: shown && may && flow.version !== null,
  });
  return (shown && asked.data) || null;
}
