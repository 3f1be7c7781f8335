import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError, post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { explainKnown } from '#web/ui/form.tsx';
import type { IncidentDetail } from '../contract.ts';
import { incidentQuery } from './data.ts';

export interface Step {
  readonly verb: 'acknowledge' | 'close' | 'notes';
  readonly body: object;
  /** Makes a note count once, however often it is sent. */
  readonly once?: string;
}

/** Does something with an incident, and shows at once what came of it. */
export function useHandling(id: string, onDone: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { send, busy, error } = useSending(
    ({ verb, body, once }: Step) => post<IncidentDetail>(`/api/incidents/${id}/${verb}`, { body, ...(once ? { once } : {}) }),
    (now) => {
      queries.setQueryData(incidentQuery(id).queryKey, now);
      void queries.invalidateQueries({ queryKey: ['incidents'] });
      void queries.invalidateQueries({ queryKey: ['one', '/api/incident-figures'] });
      onDone();
    },
  );
  return { send, busy, fault: error ? sayFault() : null };

  function sayFault(): string {
    const taken = error instanceof ApiError && /^incidents\.(acknowledged|closed)$/.exec(error.code);
    return taken ? t(`incidents:fault.${taken[1]}`) : explainKnown(error);
  }
}
