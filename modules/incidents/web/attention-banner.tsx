import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { OctagonAlert } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../contract.ts';
import { chime } from './chime.ts';
import { callingQuery } from './data.ts';
import { firstHeard } from './heard.ts';

/** A connection that was lost must not keep it away. */
const againMs = 30_000;
const none: readonly Incident[] = [];

/** Over every page while a message needs attention now and nobody has acknowledged it. Says so once aloud. */
export function AttentionBanner() {
  const { t } = useTranslation();
  const { data } = useQuery({ ...callingQuery, refetchInterval: againMs });
  const calling = data?.items ?? none;
  const [one] = calling;
  useEffect(() => {
    if (firstHeard(calling, localStorage)) chime();
  }, [calling]);
  return (
    <div role="status">
      {one && (
        <p className="flex items-start justify-center gap-2.5 border-b border-ember/40 bg-ember-soft px-4 py-1.5 text-ember">
          <OctagonAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">
            {t('incidents:banner.text', { count: calling.length })}{' '}
            <Link
              to={calling.length === 1 ? (`/incidents/${one.id}` as string) : '/incidents'}
              className="target ms-1 inline-block rounded-[4px] font-strong underline underline-offset-2 hover:decoration-2"
            >
              {t('incidents:banner.look')}
            </Link>
          </span>
        </p>
      )}
    </div>
  );
}
