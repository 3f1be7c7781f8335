import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowFault, FlowParts, FlowWithDraft } from '#contract/flow-state.ts';
import type { FlowDefinition, NodeKind } from '#contract/flows.ts';
import { get, patch, post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { flowQuery, flowsQuery, partsQuery } from '../queries.ts';
import { addNode, freshNode, openExit, removeNodes } from './change.ts';
import { DraftSaver, type Saved } from './draft-saver.ts';
import { faultsOfRefusal, gravestFirst } from './faults.ts';
import { beginHistory, changed, type History, redone, undone } from './history.ts';

/** What the parts of the builder share: the draft, what is chosen in it, and what can be done with it. */
export interface Editor {
  readonly flow: FlowWithDraft;
  readonly definition: FlowDefinition;
  /** The draft at this moment: where `definition` may be drawn a little later, what is changed is changed in this. */
  now(): FlowDefinition;
  /** Nothing can be changed: the person may only look. */
  readonly locked: boolean;
  readonly steps: FlowParts['steps'];
  /** `about`: changes of one thing in a row are one step back. */
  change(next: FlowDefinition, about?: string | null): void;
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
  readonly selected: readonly string[];
  select(names: readonly string[]): void;
  /** In which of the flow's languages texts are shown and written. */
  readonly language: string;
  setLanguage(language: string): void;
  readonly faults: readonly FlowFault[];
  readonly saved: Saved;
  readonly saver: DraftSaver;
  /** What somebody else saved takes the place of what is here. */
  takeTheirs(): Promise<void>;
  /** What the server made of the draft, one step further: it can be taken back. */
  takeSaved(saved: FlowWithDraft): void;
  /** Behind what is chosen, or behind an exit. */
  add(kind: NodeKind, after?: { name: string; exit: string }): void;
  remove(names: readonly string[]): void;
}

const Context = createContext<Editor | null>(null);
export const EditorContext = Context.Provider;

export function useEditorNow(): Editor {
  const editor = use(Context);
  if (!editor) throw new Error('Outside of the builder.');
  return editor;
}

/** Between the last letter and saving. */
const pauseMs = 700;

function useSaver(flow: FlowWithDraft): DraftSaver {
  const queries = useQueryClient();
  const [saver] = useState(
    () =>
      new DraftSaver({
        revision: flow.revision,
        async send(definition, revision) {
          const answer = await patch<FlowWithDraft>(`/api/flows/${flow.id}`, { body: { definition, revision } });
          queries.setQueryData(flowQuery(flow.id).queryKey, answer);
          void queries.invalidateQueries({ queryKey: flowsQuery.queryKey });
          return answer;
        },
        later(what) {
          const timer = setTimeout(what, pauseMs);
          return () => clearTimeout(timer);
        },
      }),
  );
  // Whoever goes to another page of ours loses nothing of the last second.
  useEffect(() => () => void saver.flush(), [saver]);
  // What could not be saved while the network was away goes as soon as it is back.
  useEffect(() => {
    const retry = () => void saver.flush();
    window.addEventListener('online', retry);
    return () => window.removeEventListener('online', retry);
  }, [saver]);
  return saver;
}

/** The draft as it stands here, saved by itself. */
export function useEditor(flow: FlowWithDraft): Editor {
  const locked = !usePermission('flows.change');
  const [history, setHistory] = useState<History>(() => beginHistory(flow.draft));
  const [selected, select] = useState<readonly string[]>([]);
  const [wanted, setLanguage] = useState(flow.draft.languages[0] ?? 'en');
  const saver = useSaver(flow);
  const saved = useSyncExternalStore(saver.subscribe, saver.current);
  const steps = useQuery(partsQuery).data?.steps ?? noSteps;
  const faults = useFaults(flow.id, saver, saved);
  useTheirs(flow, saver, setHistory);

  const latest = useRef(history);
  latest.current = history;
  const show = useCallback(
    (next: History) => {
      if (next.present === latest.current.present) return;
      latest.current = next;
      setHistory(next);
      saver.take(next.present);
    },
    [saver],
  );
  const change = useCallback(
    (next: FlowDefinition, about: string | null = null) => {
      if (!locked) show(changed(latest.current, next, about));
    },
    [locked, show],
  );
  const remove = useCallback(
    (names: readonly string[]) => {
      change(removeNodes(latest.current.present, names));
      select([]);
    },
    [change],
  );
  const takeTheirs = useCallback(async () => {
    const theirs = await get<FlowWithDraft>(`/api/flows/${flow.id}`);
    saver.takeTheirs(theirs.revision);
    setHistory(beginHistory(theirs.draft));
  }, [flow.id, saver]);
  const takeSaved = useCallback(
    ({ draft, revision }: FlowWithDraft) => {
      saver.takeTheirs(revision);
      latest.current = changed(latest.current, draft);
      setHistory(latest.current);
    },
    [saver],
  );

  const definition = history.present;
  const now = useCallback(() => latest.current.present, []);
  return {
    ...{ flow, definition, now, locked, steps, faults, saved, saver, change, remove, takeTheirs, takeSaved, select, setLanguage },
    add: useAdd({ now, steps, selected, change, select }),
    undo: history.past.length > 0 && !locked ? () => show(undone(latest.current)) : null,
    redo: history.future.length > 0 && !locked ? () => show(redone(latest.current)) : null,
    selected: useMemo(() => selected.filter((name) => Object.hasOwn(definition.nodes, name)), [selected, definition]),
    language: definition.languages.includes(wanted) ? wanted : (definition.languages[0] ?? wanted),
  };
}

interface Adding extends Pick<Editor, 'steps' | 'selected' | 'change' | 'select'> {
  now(): FlowDefinition;
}

/** A new node behind what is chosen, or behind an exit; it is chosen then. */
function useAdd({ now, steps, selected, change, select }: Adding): Editor['add'] {
  const { t } = useTranslation();
  return (kind, after) => {
    const present = now();
    const words = { say: t('flows:fresh.say'), ask: t('flows:fresh.ask'), instructions: t('flows:fresh.instructions') };
    const node = freshNode(kind, present, words, steps[0]?.name ?? 'flows.set-language');
    const [chosen] = selected;
    const exit = chosen === undefined ? null : openExit(present.nodes[chosen]);
    const behind = after ?? (chosen !== undefined && exit !== null ? { name: chosen, exit } : null);
    const added = addNode(present, node, behind);
    change(added.definition);
    select([added.name]);
  };
}

const noSteps: FlowParts['steps'] = [];

/** What somebody else saved is shown at once where nothing of one's own waits. */
function useTheirs(flow: FlowWithDraft, saver: DraftSaver, setHistory: (history: History) => void): void {
  useEffect(() => {
    if (flow.revision <= saver.revision || saver.current().state !== 'saved') return;
    saver.takeTheirs(flow.revision);
    setHistory(beginHistory(flow.draft));
  }, [flow, saver, setHistory]);
}

/** Of what was saved last; or what kept it from being saved. */
function useFaults(id: string, saver: DraftSaver, saved: Saved): readonly FlowFault[] {
  const { revision } = saver;
  const check = useQuery({
    queryKey: ['flow-check', id, revision],
    queryFn: ({ signal }) => post<{ faults: FlowFault[] }>(`/api/flows/${id}/check`, { signal }),
    placeholderData: (before) => before,
    meta: { live: { changes: ['settings'] } },
  });
  const refused = saved.state === 'failed' ? faultsOfRefusal(saved.error) : null;
  const faults = refused ?? check.data?.faults ?? noFaults;
  return useMemo(() => gravestFirst(faults), [faults]);
}
const noFaults: readonly FlowFault[] = [];
