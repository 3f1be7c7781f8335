import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Download, FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowTexts, RefusedText, TakenTexts } from '#contract/flow-texts.ts';
import { ApiError, download, get, post } from '#web/data/api.ts';
import { usePreferences } from '#web/data/preferences.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Select } from '#web/ui/inputs.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { useEditorNow } from '../draft/use-editor.ts';
import { refreshFlow } from '../queries.ts';

interface Props {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onNode: (name: string) => void;
  /** Leads to what begins the flow. */
  readonly onTriggers: () => void;
}

/** The flow's texts for whoever translates them: what is missing, out as a file, and in again. */
export function TextsDrawer({ open, onOpenChange, ...leads }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer open={open} onOpenChange={onOpenChange} title={t('translations:title')} description={t('translations:text')}>
      <Texts {...leads} />
    </Drawer>
  );
}

type Leads = Pick<Props, 'onNode' | 'onTriggers'>;

function Texts(leads: Leads) {
  const { flow, locked, saver } = useEditorNow();
  const texts = useQuery({
    queryKey: ['flow-texts', flow.id, saver.revision],
    queryFn: ({ signal }) => get<FlowTexts>(`/api/flows/${flow.id}/texts`, { signal }),
    placeholderData: (before) => before,
  });
  if (texts.isPending) return <Skeleton lines={5} />;
  if (!texts.data) return <ErrorState error={texts.error} onRetry={() => void texts.refetch()} />;
  return (
    <div className="flex flex-col gap-6">
      <Missing texts={texts.data} {...leads} />
      <Out languages={texts.data.languages} />
      {!locked && <In />}
    </div>
  );
}

function useLanguageName(): (tag: string) => string {
  const { language } = usePreferences();
  const names = new Intl.DisplayNames([language], { type: 'language' });
  return (tag) => names.of(tag) ?? tag;
}

/** Per language: how many are missing, and where. */
function Missing({ texts: { languages, texts }, onNode, onTriggers }: { readonly texts: FlowTexts } & Leads) {
  const { t } = useTranslation();
  const nameOf = useLanguageName();
  return (
    <section aria-label={t('translations:missing')} className="flex flex-col gap-2">
      <h3 className="font-strong">{t('translations:missing')}</h3>
      <ul className="flex flex-col gap-1">
        {languages.map((language) => {
          const missing = texts.filter((one) => one.missing.includes(language));
          const told = t('translations:missingIn', { language: nameOf(language), count: missing.length });
          if (missing.length === 0) return <li key={language}>{told}</li>;
          return (
            <li key={language}>
              <details>
                <summary className="cursor-pointer text-amber">{told}</summary>
                <ul className="flex flex-col py-1 ps-4">
                  {missing.map(({ text, node, words }) => (
                    <li key={text}>
                      <button
                        type="button"
                        onClick={() => (node === null ? onTriggers() : onNode(node))}
                        className="block w-full rounded-control px-2 py-1 text-start text-small hover:bg-sunken"
                      >
                        <bdi dir="ltr" className="block text-muted">
                          {text}
                        </bdi>
                        <span dir="auto" className="block truncate">
                          {Object.values(words)[0]}
                        </span>
                      </button>
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Out({ languages }: Pick<FlowTexts, 'languages'>) {
  const { t } = useTranslation();
  const { flow, saver } = useEditorNow();
  const nameOf = useLanguageName();
  const [chosen, setChosen] = useState('');
  const language = languages.includes(chosen) ? chosen : '';
  const getting = useSending(async (kind: 'csv' | 'xliff') => {
    await saver.flush();
    const name = [flow.name, ...(language === '' ? [] : [language]), kind === 'csv' ? 'csv' : 'xlf'].join('.');
    await download(`/api/flows/${flow.id}/texts/${kind}`, name, { query: { language: language || undefined } });
  });
  const [first, ...others] = languages;
  return (
    <section aria-label={t('translations:out')} className="flex flex-col gap-3">
      <h3 className="font-strong">{t('translations:out')}</h3>
      {others.length > 0 && (
        <Field label={t('translations:into')} hint={t('translations:intoHint', { language: nameOf(first ?? '') })}>
          <Select
            value={language}
            options={[{ value: '', label: t('translations:all') }, ...others.map((value) => ({ value, label: nameOf(value) }))]}
            onValue={setChosen}
          />
        </Field>
      )}
      <div className="flex flex-wrap gap-2">
        <Button icon={Download} busy={getting.busy} onClick={() => getting.send('csv')}>
          {t('translations:csv')}
        </Button>
        {others.length > 0 && (
          <Button icon={Download} busy={getting.busy} disabled={language === ''} onClick={() => getting.send('xliff')}>
            {t('translations:xliff')}
          </Button>
        )}
      </div>
      <Trouble error={getting.error} />
    </section>
  );
}

function Trouble({ error }: { readonly error: unknown }) {
  if (!error) return null;
  return (
    <p role="alert" className="text-small text-ember">
      {explainKnown(error)}
    </p>
  );
}

function In() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const { flow, saver, takeSaved } = useEditorNow();
  const [taken, setTaken] = useState<TakenTexts | null>(null);
  const sending = useSending(
    async (file: File) => {
      setTaken(null);
      if (!(await saver.flush())) throw new ApiError(409, 'flows.saved_meanwhile', 'The draft is not saved.');
      return post<TakenTexts>(`/api/flows/${flow.id}/texts`, { file: new Blob([file], { type: 'application/octet-stream' }) });
    },
    (answer) => {
      setTaken(answer);
      takeSaved(answer.flow);
      refreshFlow(queries, flow.id);
    },
  );
  return (
    <section aria-label={t('translations:in')} className="flex flex-col items-start gap-3">
      <h3 className="font-strong">{t('translations:in')}</h3>
      <p className="text-muted">{t('translations:inText')}</p>
      <Button icon={FileUp} busy={sending.busy} onClick={() => input.current?.click()}>
        {t('translations:choose')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.xlf,.xliff,.xml,text/csv"
        aria-label={t('translations:choose')}
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) sending.send(file);
          // So that the same file, mended, can be chosen again.
          target.value = '';
        }}
      />
      <Trouble error={sending.error} />
      {taken && <Outcome {...taken} />}
    </section>
  );
}

/** So many lines are shown; whoever has more looks at these first. */
const most = 50;

function Outcome({ changed, same, refused }: TakenTexts) {
  const { t } = useTranslation();
  return (
    <div role="status" className="flex w-full flex-col gap-2">
      <p>{t('translations:taken', { changed, same })}</p>
      {refused.length > 0 && (
        <>
          <p className="text-amber">{t('translations:refused', { count: refused.length })}</p>
          <ul className="flex flex-col gap-2 text-small">
            {refused.slice(0, most).map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one text may be refused in several languages.
              <li key={index}>
                <RefusedLine {...one} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function RefusedLine({ line, text, language, reason }: RefusedText) {
  const { t } = useTranslation();
  return (
    <>
      <span className="block">{t('translations:line', { line, reason: t(`translations:why.${reason}`) })}</span>
      <bdi dir="ltr" className="block text-muted [overflow-wrap:anywhere]">
        {language === null ? text : `${text} · ${language}`}
      </bdi>
    </>
  );
}
