import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FileSpreadsheet, Upload } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { Button } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import { Link } from '#web/ui/link.tsx';
import { StateMark } from '#web/ui/marks.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import type { Import } from '../contract.ts';
import { ContactsNav } from './contacts-nav.tsx';
import { importsQuery } from './data.ts';
import { FaultLine } from './fault-line.tsx';
import { useContactSending } from './use-contact-sending.ts';

/** Lists of people from elsewhere: give a file, and see what became of those before. */
export function ImportsPage() {
  const { t } = useTranslation();
  const imports = useQuery(importsQuery);
  return (
    <Page title={t('titles:contacts.imports')}>
      <ContactsNav />
      <div className="max-w-180">
        <UploadSection />
        <Section title={t('contacts:import.before')} description={t('contacts:import.beforeText')}>
          {imports.isPending && <Skeleton />}
          {imports.error && <ErrorState error={imports.error} onRetry={() => void imports.refetch()} />}
          {imports.data?.items.length === 0 && <p className="text-muted">{t('contacts:import.none')}</p>}
          <ul className="flex flex-col">
            {imports.data?.items.map((one) => (
              <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2.5 last:border-0">
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  <Link to={`/contacts/imports/${one.id}`}>{one.fileName}</Link>
                </span>
                <ImportState state={one.state} />
                <span className="text-small text-muted">
                  <RelativeTime time={one.createdAt} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </Page>
  );
}

const tones = { uploaded: 'plain', running: 'amber', done: 'leaf', failed: 'ember' } as const;

export function ImportState({ state }: { readonly state: Import['state'] }) {
  const { t } = useTranslation();
  return <StateMark tone={tones[state]}>{t(`contacts:import.state.${state}`)}</StateMark>;
}

/** As the server takes at most. */
const bytesMax = 50 * 1024 * 1024;

function UploadSection() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const sending = useContactSending(
    (file: File) => post<Import>('/api/contact-imports', { query: { fileName: file.name }, file: new Blob([file], { type: 'text/csv' }) }),
    ({ id }) => void navigate({ to: `/contacts/imports/${id}` }),
  );
  function take(file: File | undefined): void {
    if (!file || sending.busy) return;
    setTooLarge(file.size > bytesMax);
    if (file.size <= bytesMax) sending.send(file);
  }
  return (
    <Section title={t('contacts:import.upload')} description={t('contacts:import.uploadText')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped here; the button does the same. */}
      <div
        onDragOver={(event: DragEvent) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
        className={classes(
          'flex flex-col items-center gap-3 rounded-card border border-dashed px-4 py-8 text-center',
          over ? 'border-acacia bg-acacia-soft' : 'border-edge',
        )}
      >
        <FileSpreadsheet aria-hidden className="size-8 text-muted" strokeWidth={1.5} />
        <Button look="main" icon={Upload} busy={sending.busy} onClick={() => input.current?.click()}>
          {sending.busy ? t('contacts:import.uploading') : t('contacts:import.choose')}
        </Button>
        <p className="text-small text-muted">{t('contacts:import.limits')}</p>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          aria-label={t('contacts:import.choose')}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            take(event.target.files?.[0]);
            // So that the same file, mended, can be chosen again.
            event.target.value = '';
          }}
        />
      </div>
      {tooLarge && (
        <p role="alert" className="mt-2 text-small text-ember">
          {t('contacts:import.tooLarge')}
        </p>
      )}
      <FaultLine error={sending.error} />
    </Section>
  );
}
