import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { download } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { useSending } from '#web/data/use-sending.ts';
import { formatNumber } from '#web/i18n/format.ts';
import { Button } from '#web/ui/button.tsx';
import { Section } from '#web/ui/page.tsx';
import { Progress } from '#web/ui/states.tsx';
import type { Import } from '../contract.ts';
import { tagsQuery } from './data.ts';
import { FaultLine } from './fault-line.tsx';

/** How far it is, or what became of it; with the rows that were refused, to be mended and given again. */
export function ImportOutcome({ found }: { readonly found: Import }) {
  const { t } = useTranslation();
  const reader = useReader();
  const running = found.state === 'running';
  const getting = useSending(() => download(`/api/contact-imports/${found.id}/refused`, refusedName(found.fileName)));
  const numbers = [
    { name: 'created', value: found.created },
    { name: 'updated', value: found.updated },
    { name: 'refused', value: found.refused },
  ] as const;
  return (
    <div className="max-w-180">
      <Section title={running ? t('contacts:import.running') : t('contacts:import.outcome')}>
        {running && (
          <>
            <Progress
              label={t('contacts:import.progress', { done: found.rowsDone, count: found.rows })}
              value={found.rowsDone}
              of={Math.max(1, found.rows)}
            />
            <p className="mt-2 text-muted">{t('contacts:import.leave')}</p>
          </>
        )}
        {found.trouble && (
          <p role="alert" className="text-ember">
            {found.trouble}
          </p>
        )}
        <dl className="mt-4 grid grid-cols-3 gap-2" aria-live="polite">
          {numbers.map(({ name, value }) => (
            <div key={name} className="rounded-control bg-sunken px-3 py-2">
              <dt className="text-small text-muted">{t(`contacts:import.number.${name}`)}</dt>
              <dd className="text-title tabular-nums">{formatNumber(value, reader)}</dd>
            </div>
          ))}
        </dl>
        {!running && found.refused > 0 && (
          <div className="mt-4">
            <p className="mb-2">{t('contacts:import.refusedText')}</p>
            <Button icon={Download} busy={getting.busy} onClick={() => getting.send(undefined)}>
              {t('contacts:import.refused', { count: found.refused })}
            </Button>
            <FaultLine error={getting.error} />
          </div>
        )}
        {!running && <After />}
      </Section>
    </div>
  );
}

function After() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  // Tags may be new: what was read of them before is old.
  useQuery({ ...tagsQuery, staleTime: 0 });
  return (
    <div className="mt-5 border-t border-line pt-4">
      <p className="mb-3 text-muted">{t('contacts:import.undoText')}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="main" onClick={() => void navigate({ to: '/contacts' })}>
          {t('contacts:import.look')}
        </Button>
        <Button onClick={() => void navigate({ to: '/contacts/imports' })}>{t('contacts:import.another')}</Button>
      </div>
    </div>
  );
}

/** "people.csv" → "people-refused.csv" */
const refusedName = (name: string) => `${name.replace(/\.\w{1,5}$/, '')}-refused.csv`;
