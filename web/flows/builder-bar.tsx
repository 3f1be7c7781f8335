import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  Archive,
  ArchiveRestore,
  ChartNoAxesColumn,
  Download,
  Ellipsis,
  FlaskConical,
  History,
  Languages,
  ListTree,
  Network,
  Play,
  Redo2,
  Rocket,
  Settings2,
  Undo2,
} from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow } from '#contract/flow-state.ts';
import { post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { type Action, useActions } from '#web/shell/actions.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Select } from '#web/ui/inputs.tsx';
import { Link } from '#web/ui/link.tsx';
import { Menu, MenuItem, MenuLine } from '#web/ui/menu.tsx';
import { tell } from '#web/ui/toast.tsx';
import { useEditorNow } from './draft/use-editor.ts';
import { FlowStateMark, useTriggerWords } from './flow-words.tsx';
import { SavedMark } from './panels/saved-mark.tsx';
import { refreshFlow } from './queries.ts';
import type { Side } from './side.ts';

interface Props {
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  readonly view: 'list' | 'drawing';
  readonly onView: (view: 'list' | 'drawing') => void;
  readonly counted: boolean;
  readonly onCounted: (counted: boolean) => void;
}

/** What flow this is, whether it is kept, and what can be done with it. */
export function BuilderBar({ side, onSide, view, onView, counted, onCounted }: Props) {
  const { t } = useTranslation();
  const editor = useEditorNow();
  const { flow, faults, undo, redo, definition, language, setLanguage } = editor;
  const mayPublish = usePermission('flows.publish');
  useBuilderActions(onSide);
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-raised px-4 py-2">
      <div className="min-w-40 flex-1">
        <Link to="/flows">{t('titles:flows.title')}</Link>
        <div className="flex flex-wrap items-center gap-x-3">
          <h1 dir="auto" className="text-reading [overflow-wrap:anywhere]">
            {flow.title}
          </h1>
          <FlowStateMark flow={flow} />
          <SavedMark />
        </div>
        <BeginsWith onSide={onSide} />
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        {definition.languages.length > 1 && (
          <div className="w-20">
            <Select
              aria-label={t('flows:language')}
              value={language}
              options={definition.languages.map((value) => ({ value, label: value }))}
              onValue={setLanguage}
            />
          </div>
        )}
        <div className="two:hidden">
          <IconButton
            icon={view === 'list' ? Network : ListTree}
            label={t(view === 'list' ? 'flows:view.drawing' : 'flows:view.list')}
            onClick={() => onView(view === 'list' ? 'drawing' : 'list')}
          />
        </div>
        <IconButton icon={Undo2} along label={t('ui:undo')} shortcut="mod+z" disabled={!undo} onClick={() => undo?.()} />
        <IconButton icon={Redo2} along label={t('flows:redo')} shortcut="mod+shift+z" disabled={!redo} onClick={() => redo?.()} />
        <Button icon={Settings2} onClick={() => onSide('settings')}>
          {t('flows:settings.verb')}
        </Button>
        <Button icon={Play} aria-pressed={side === 'trial'} onClick={() => onSide(side === 'trial' ? null : 'trial')}>
          {t('flows:trial.verb')}
        </Button>
        {mayPublish ? (
          <Button look="main" icon={Rocket} onClick={() => onSide('publish')}>
            {faults.length === 0 ? t('flows:publish.open') : t('flows:publish.openFaults', { count: faults.length })}
          </Button>
        ) : (
          faults.length > 0 && <span className="text-small text-amber">{t('flows:faults.count', { count: faults.length })}</span>
        )}
        <More onSide={onSide} counted={counted} onCounted={onCounted} />
      </div>
    </header>
  );
}

/** What begins it, and the way to change that: above the drawing and the list. */
function BeginsWith({ onSide }: Pick<Props, 'onSide'>) {
  const { t } = useTranslation();
  const { definition } = useEditorNow();
  const wordsOf = useTriggerWords();
  const words = definition.triggers.length === 0 ? t('flows:trigger.none') : wordsOf(definition.triggers);
  return (
    <button
      type="button"
      onClick={() => onSide('settings')}
      className="block max-w-full truncate text-start text-small text-muted hover:underline"
    >
      {t('flows:trigger.beginsWith', { words })}
    </button>
  );
}

function More({ onSide, counted, onCounted }: Pick<Props, 'onSide' | 'counted' | 'onCounted'>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { flow, definition } = useEditorNow();
  const mayPublish = usePermission('flows.publish');
  const mayRuns = usePermission('flow_runs.read');
  const putAway = usePutAway(flow);
  return (
    <Menu align="end" trigger={<IconButton icon={Ellipsis} label={t('flows:more')} look="plain" />}>
      {mayRuns && (
        <MenuItem icon={Play} onSelect={() => void navigate({ to: `/flows/${flow.id}/runs` })}>
          {t('flows:runs.title')}
        </MenuItem>
      )}
      {mayRuns && flow.version !== null && (
        <MenuItem icon={ChartNoAxesColumn} onSelect={() => onCounted(!counted)}>
          {t(counted ? 'flows:counts.hide' : 'flows:counts.show')}
        </MenuItem>
      )}
      <MenuItem icon={FlaskConical} onSelect={() => onSide('cases')}>
        {t('flows:tests')}
      </MenuItem>
      <MenuItem icon={History} onSelect={() => onSide('versions')}>
        {t('flows:versions.title')}
      </MenuItem>
      <MenuItem icon={Languages} onSelect={() => onSide('texts')}>
        {t('flows:translations')}
      </MenuItem>
      <MenuItem
        icon={Download}
        onSelect={() => void import('./list/export-flow.ts').then(({ exportFlow }) => exportFlow(flow, definition))}
      >
        {t('flows:export')}
      </MenuItem>
      {mayPublish && <MenuLine />}
      {mayPublish && flow.state !== 'archived' && (
        <MenuItem icon={Archive} onSelect={() => putAway('archive')}>
          {t('flows:archive.verb')}
        </MenuItem>
      )}
      {mayPublish && flow.state === 'archived' && (
        <MenuItem icon={ArchiveRestore} onSelect={() => putAway('restore')}>
          {t('flows:archive.restore')}
        </MenuItem>
      )}
    </Menu>
  );
}

/** Both ways, each taken back by the other. */
function usePutAway({ id }: Flow): (verb: 'archive' | 'restore') => void {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const sending = useSending((verb: 'archive' | 'restore') => post<Flow>(`/api/flows/${id}/${verb}`));
  return function send(verb) {
    sending.send(verb, {
      onSuccess() {
        refreshFlow(queries, id);
        tell(t(`flows:archive.done.${verb}`), { undo: () => send(verb === 'archive' ? 'restore' : 'archive') });
      },
      onError: (error) => tell(explainKnown(error), { tone: 'fault' }),
    });
  };
}

function useBuilderActions(onSide: (side: Side) => void): void {
  const { t } = useTranslation();
  const editor = useEditorNow();
  const now = useRef(editor);
  now.current = editor;
  const actions = useMemo((): Action[] => {
    const group = t('titles:flows.one');
    return [
      { id: 'flow-undo', title: t('ui:undo'), group, shortcut: 'mod+z', run: () => now.current.undo?.() },
      { id: 'flow-redo', title: t('flows:redo'), group, shortcut: 'mod+shift+z', run: () => now.current.redo?.() },
      { id: 'flow-test', title: t('flows:trial.verb'), group, shortcut: 't', run: () => onSide('trial') },
      { id: 'flow-settings', title: t('flows:settings.title'), group, run: () => onSide('settings') },
      { id: 'flow-publish', title: t('flows:publish.open'), group, shortcut: 'p', run: () => onSide('publish') },
      { id: 'flow-versions', title: t('flows:versions.title'), group, run: () => onSide('versions') },
    ];
  }, [t, onSide]);
  useActions(actions);
}
