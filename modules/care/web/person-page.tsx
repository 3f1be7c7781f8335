import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ClipboardPen, Siren } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { ButtonLink } from '#web/ui/button-link.tsx';
import { Link } from '#web/ui/link.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import type { CarePersonDetail } from '../contract.ts';
import { personQuery } from './data.ts';
import { Hands } from './hands.tsx';
import { AttentionMarks, MoodWords } from './marks.tsx';
import { MoodChart } from './mood-chart.tsx';
import { Openings } from './openings.tsx';
import { Incidents, LastLines } from './person-parts.tsx';
import { isDue } from './words.ts';

/** One person for whoever looks after them: what they said last, how they are, what happened, and what helps. */
export function PersonPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const mayOpen = usePermission('care.break_glass');
  const person = useQuery(personQuery(id));
  if (person.data && !person.error) return <Known key={id} person={person.data} />;
  const isHidden = person.error instanceof ApiError && person.error.status === 404;
  return (
    <Page title={t('titles:care.one')}>
      {person.isPending && <Skeleton lines={8} />}
      {person.error && (
        <ErrorState
          error={person.error}
          {...(isHidden ? {} : { onRetry: () => void person.refetch() })}
          aside={
            <>
              <ButtonLink to="/care">{t('care:all')}</ButtonLink>
              {isHidden && mayOpen && (
                <ButtonLink to="/care/open" icon={Siren}>
                  {t('care:emergency')}
                </ButtonLink>
              )}
            </>
          }
        />
      )}
    </Page>
  );
}

function Known({ person }: { readonly person: CarePersonDetail }) {
  const { t } = useTranslation();
  return (
    <Page
      title={person.name ?? t('care:unnamed')}
      state={<AttentionMarks person={person} due={isDue(person, new Date())} />}
      description={
        person.lastWroteAt ? (
          <>
            {t('care:lastWrote')} <RelativeTime time={person.lastWroteAt} />
          </>
        ) : (
          t('care:neverWrote')
        )
      }
      action={
        <ButtonLink to={`/care/${person.id}/plan`} look="main" icon={ClipboardPen}>
          {t('titles:care.plan')}
        </ButtonLink>
      }
    >
      <div className="grid items-start gap-x-6 three:grid-cols-2">
        <div className="min-w-0">
          <LastLines contactId={person.id} />
          <Moods person={person} />
          <Memory person={person} />
        </div>
        <div className="min-w-0">
          <Openings person={person} />
          <Incidents contactId={person.id} />
          <Hands person={person} />
          <p className="flex flex-wrap gap-x-4 gap-y-1">
            <Link to={`/contacts/${person.id}`}>{t('care:openContact')}</Link>
            <Link to="/care">{t('care:all')}</Link>
          </p>
        </div>
      </div>
    </Page>
  );
}

function Moods({ person }: { readonly person: CarePersonDetail }) {
  const { t } = useTranslation();
  const { moods } = person;
  return (
    <Section title={t('care:moods.title')}>
      {moods === null && <p className="text-muted">{t('care:moods.notShared')}</p>}
      {moods?.length === 0 && <p className="text-muted">{t('care:moods.none')}</p>}
      {moods && moods.length > 0 && (
        <>
          <p className="mb-3">
            <MoodWords person={person} />
          </p>
          <MoodChart moods={moods} now={new Date()} />
        </>
      )}
    </Section>
  );
}

/** Read only: it is the person's, who corrects and forgets it in the chat. */
function Memory({ person: { memories, patterns } }: { readonly person: CarePersonDetail }) {
  const { t } = useTranslation();
  if (memories === null && patterns === null) {
    return (
      <Section title={t('care:memory.title')}>
        <p className="text-muted">{t('care:memory.notShared')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('care:memory.title')} description={t('care:memory.text')}>
      {patterns?.map(({ id, text, count, lastAt }) => (
        <p key={id} className="mb-2">
          <span dir="auto" className="reading">
            {text}
          </span>{' '}
          <span className="text-small text-muted">
            {t('care:memory.times', { count })} · <RelativeTime time={lastAt} />
          </span>
        </p>
      ))}
      <ul className="flex flex-col gap-1">
        {memories?.map(({ id, text, at }) => (
          <li key={id}>
            <span dir="auto" className="reading">
              {text}
            </span>{' '}
            <span className="text-small text-muted">
              <RelativeTime time={at} />
            </span>
          </li>
        ))}
      </ul>
      {memories?.length === 0 && <p className="text-muted">{t('care:memory.none')}</p>}
    </Section>
  );
}
