import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { TrialOutcome } from '#contract/flow-trial.ts';
import type { FlowDefinition } from '#contract/flows.ts';
import { post } from '#web/data/api.ts';
import type { Editor } from '../draft/use-editor.ts';
import { beginTrial, litBy, type Trial } from './trial.ts';

/** Between a change of the draft and playing it anew. */
const pauseMs = 400;

/** A test of the draft as it stands here, saved or not. */
export function useTrial({ flow, definition, language }: Editor, open: boolean) {
  const [trial, onTrial] = useState<Trial>(beginTrial);
  const played = useSettled(definition);
  const asked = useQuery({
    queryKey: ['flow-trial', flow.id, played.count, language, trial],
    queryFn: ({ signal }) =>
      post<TrialOutcome>(`/api/flows/${flow.id}/try`, { body: { ...trial, definition: played.definition, language }, signal }),
    enabled: open,
    placeholderData: (before) => before,
    gcTime: 0,
    retry: false,
  });
  const outcome = asked.data;
  const lit = useMemo(() => (open && outcome ? litBy(outcome, flow.name) : null), [open, outcome, flow.name]);
  return { trial, onTrial, outcome, error: asked.error, lit };
}

function useSettled(definition: FlowDefinition) {
  const [settled, setSettled] = useState({ count: 0, definition });
  useEffect(() => {
    if (settled.definition === definition) return;
    const timer = setTimeout(() => setSettled(({ count }) => ({ count: count + 1, definition })), pauseMs);
    return () => clearTimeout(timer);
  }, [definition, settled.definition]);
  return settled;
}
