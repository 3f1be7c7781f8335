import { useQuery, useQueryClient } from '@tanstack/react-query';
import { PhoneCall, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, remove } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { DeleteByName } from '#web/ui/delete-by-name.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Section } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { SafetyLine, SafetyLines } from '../contract.ts';
import { linesQuery } from './data.ts';
import { emptyLine, type GivenLine, isNew } from './line.ts';
import { LineForm } from './line-form.tsx';

/** Whom people in danger are told to call: only what somebody of the organization has tried. */
export function HelpLines() {
  const { t } = useTranslation();
  const mayChange = usePermission('safety.change');
  const lines = useQuery(linesQuery);
  const [adding, setAdding] = useState<GivenLine | null>(null);
  return (
    <Section title={t('incidents:safety.lines.title')} description={t('incidents:safety.lines.text')}>
      {lines.isPending && <Skeleton />}
      {lines.error && <ErrorState error={lines.error} onRetry={() => void lines.refetch()} />}
      {lines.data && (
        <div className="flex flex-col gap-4">
          <Emergency lines={lines.data} />
          {lines.data.lines.length === 0 ? (
            <p>{t('incidents:safety.lines.none')}</p>
          ) : (
            <Rows label={t('incidents:safety.lines.title')}>
              {lines.data.lines.map((line) => (
                <LineRow key={line.id} line={line} />
              ))}
            </Rows>
          )}
          {mayChange &&
            (adding ? (
              <LineForm key={adding.number} first={adding} onDone={() => setAdding(null)} />
            ) : (
              <div>
                <Button icon={Plus} onClick={() => setAdding(emptyLine(lines.data.country))}>
                  {t('incidents:safety.lines.add')}
                </Button>
              </div>
            ))}
          <Registered lines={lines.data} {...(mayChange ? { onTake: setAdding } : {})} />
        </div>
      )}
    </Section>
  );
}

function Emergency({ lines: { country, emergency } }: { readonly lines: SafetyLines }) {
  const { t } = useTranslation();
  if (country === null) return <p className="text-muted">{t('incidents:safety.lines.noCountry')}</p>;
  if (emergency === null) return <p className="text-muted">{t('incidents:safety.lines.noEmergency')}</p>;
  return <p>{t('incidents:safety.lines.emergency', { number: `\u2068${emergency}\u2069` })}</p>;
}

function LineRow({ line }: { readonly line: SafetyLine }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayChange = usePermission('safety.change');
  const again = () => void queries.invalidateQueries({ queryKey: linesQuery.queryKey });
  const verifying = useSending(
    () => post(`/api/safety-lines/${line.id}/verify`, { body: {} }),
    () => {
      again();
      tell(t('incidents:safety.lines.verified', { name: line.name }));
    },
  );
  return (
    <Row
      title={line.name}
      state={
        line.shown ? (
          <Badge tone="leaf">{t('incidents:safety.lines.shown')}</Badge>
        ) : (
          <Badge tone="amber">{t('incidents:safety.lines.tryAgain')}</Badge>
        )
      }
      text={
        <>
          <bdi>{line.number}</bdi>
          <LineFacts line={line} />
          <span>
            {t('incidents:safety.lines.tried')} <RelativeTime time={line.verifiedAt} />
          </span>
        </>
      }
      actions={
        mayChange && (
          <>
            <Button icon={PhoneCall} busy={verifying.busy} onClick={() => verifying.send(undefined)}>
              {t('incidents:safety.lines.verify')}
            </Button>
            <DeleteByName
              name={line.name}
              text={t('incidents:safety.lines.removeText')}
              remove={() => remove(`/api/safety-lines/${line.id}`)}
              onDone={again}
            />
          </>
        )
      }
    >
      {verifying.error && (
        <p role="alert" className="text-ember">
          {explainKnown(verifying.error)}
        </p>
      )}
    </Row>
  );
}

function LineFacts({ line: { kind, hours, audience } }: { readonly line: Pick<SafetyLine, 'kind' | 'hours' | 'audience'> }) {
  const { t } = useTranslation();
  return (
    <>
      <span>{t(`incidents:safety.lines.kind.${kind}`)}</span>
      {hours && <bdi>{hours}</bdi>}
      {audience === 'young' && <span>{t('incidents:safety.lines.audience.young')}</span>}
    </>
  );
}

/** What the program has heard of and nobody has tried. */
function Registered({ lines, onTake }: { readonly lines: SafetyLines; readonly onTake?: (line: GivenLine) => void }) {
  const { t } = useTranslation();
  const known = lines.registered.filter((one) => isNew(one, lines.lines));
  if (known.length === 0) return null;
  return (
    <details>
      <summary className="target rounded-[4px] font-strong">{t('incidents:safety.lines.registered', { count: known.length })}</summary>
      <p className="mt-1 mb-2 text-muted">{t('incidents:safety.lines.registeredText')}</p>
      <Rows label={t('incidents:safety.lines.registered', { count: known.length })}>
        {known.map((line) => (
          <Row
            key={`${line.name} ${line.number}`}
            title={line.name}
            text={
              <>
                <bdi>{line.number}</bdi>
                <LineFacts line={line} />
                <bdi>{t('incidents:safety.lines.source', { source: line.source })}</bdi>
              </>
            }
            actions={
              onTake && (
                <Button
                  aria-label={t('incidents:safety.lines.takeName', { name: line.name })}
                  onClick={() => {
                    const { name, number, kind, hours, audience } = line;
                    onTake({ country: lines.country, name, number, kind, hours, audience });
                  }}
                >
                  {t('incidents:safety.lines.take')}
                </Button>
              )
            }
          />
        ))}
      </Rows>
    </details>
  );
}
