import { useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredText, TextVersion } from '#contract/texts.ts';
import { post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import { textVersionsQuery } from './queries.ts';
import { changesBetween } from './text-draft.ts';

interface Props {
  readonly text: StoredText;
  readonly mayPublish: boolean;
  readonly onDone: () => void;
}

/** What was published, what changed from one to the next, and the way back. */
export function TextVersions({ text, mayPublish, onDone }: Props) {
  const { t } = useTranslation();
  const versions = useQuery(textVersionsQuery(text.id)).data?.items ?? [];
  if (versions.length === 0) return null;
  return (
    <section aria-label={t('texts:versions.title')} className="flex flex-col gap-3">
      <h2 className="font-strong">{t('texts:versions.title')}</h2>
      <Rows label={t('texts:versions.title')}>
        {versions.map((version, index) => (
          <Version
            key={version.version}
            text={text}
            version={version}
            before={versions[index + 1]}
            mayPublish={mayPublish && version.version !== text.version}
            onDone={onDone}
          />
        ))}
      </Rows>
    </section>
  );
}

function Version({
  text,
  version,
  before,
  mayPublish,
  onDone,
}: Props & { readonly version: TextVersion; readonly before: TextVersion | undefined }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const changes = changesBetween(before?.content ?? { words: {}, channels: {} }, version.content);
  const going = useSending(
    () => post<StoredText>(`/api/texts/${text.id}/roll-back`, { body: { version: version.version } }),
    (now: StoredText) => {
      onDone();
      tell(t('texts:versions.done', { version: now.version ?? 0 }));
    },
  );
  return (
    <Row
      title={t('texts:versions.one', { version: version.version })}
      state={version.version === text.version && <Badge>{t('texts:versions.current')}</Badge>}
      text={
        <>
          <RelativeTime time={version.createdAt} />
          {version.note && <bdi>{version.note}</bdi>}
        </>
      }
      actions={
        <>
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('texts:versions.changes')}
          </Button>
          {mayPublish && (
            <Button icon={RotateCcw} busy={going.busy} onClick={() => going.send(undefined)}>
              {t('texts:versions.back')}
            </Button>
          )}
        </>
      }
    >
      {going.error && (
        <p role="alert" className="text-ember">
          {explainKnown(going.error)}
        </p>
      )}
      {open && (
        <ul className="flex flex-col gap-3">
          {changes.map(({ place, before: old, after }) => (
            <li key={place} className="flex flex-col gap-1">
              <bdi className="text-small text-muted">{place}</bdi>
              {old !== '' && (
                <del dir="auto" className="rounded-control bg-ember-soft px-2 py-1 [overflow-wrap:anywhere]">
                  {old}
                </del>
              )}
              {after !== '' && (
                <ins dir="auto" className="rounded-control bg-acacia-soft px-2 py-1 no-underline [overflow-wrap:anywhere]">
                  {after}
                </ins>
              )}
            </li>
          ))}
          {changes.length === 0 && <li className="text-muted">{t('texts:versions.same')}</li>}
        </ul>
      )}
    </Row>
  );
}
