import type { TFunction } from 'i18next';
import { ArrowLeft, SendHorizontal } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelTemplate, TemplateText } from '#contract/channels.ts';
import { useReader } from '#web/data/reader.ts';
import { upload } from '#web/data/upload.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { Progress } from '#web/ui/states.tsx';
import { fromLocal } from '../header/snooze-times.ts';
import { useContactName } from '../timeline/names.ts';
import { sendOff } from './outgoing.ts';
import { TemplatePreview } from './template-preview.tsx';
import type { TemplateDrawerProps } from './template-props.ts';
import { type FileGap, fileGapsOf, type Gap, gapsOf, isFilled, needsCatalogue, toContent } from './template-text.ts';

interface TemplateFormProps extends TemplateDrawerProps {
  readonly template: ChannelTemplate;
  readonly onOther: () => void;
}

/** The gaps of one template, and beside them what will be read. */
export function TemplateForm({ template, onOther, row, taken, seenTo, onSent, onClose }: TemplateFormProps) {
  const { t } = useTranslation();
  const { timeZone } = useReader();
  const name = useContactName(row.contact);
  const { text } = template;
  const gaps = text ? gapsOf(text) : [];
  const fileGaps = text ? fileGapsOf(text) : [];
  const [values, setValues] = useState<Record<string, string>>(() => guessed(gaps, row.contact.name));
  const [files, setFiles] = useState<Record<string, File>>({});
  const uploading = useUploading();
  const offerEndsAt = text?.offer ? fromLocal(values.offer ?? '', timeZone) : null;
  const whole = gaps.every((gap) => isFilled(gap, values[gap.id])) && fileGaps.every(({ id }) => files[id] !== undefined);
  const sending = useSending(
    async () => {
      const content = toContent(template, { values, files: await uploading.send(files), offerEndsAt });
      void sendOff(row.id, { type: 'message', body: { ...content, ...(seenTo ? { seenTo } : {}) } }, taken);
    },
    () => {
      onClose();
      onSent();
    },
  );
  const fieldsOf = (card: number | null) => (
    <>
      {fileGaps
        .filter((one) => one.card === card)
        .map((one) => (
          <FileField key={one.id} gap={one} file={files[one.id]} onFile={(file) => setFiles({ ...files, [one.id]: file })} />
        ))}
      {gaps
        .filter((one) => one.card === card)
        .map((one) => (
          <GapField key={one.id} gap={one} value={values[one.id] ?? ''} onValue={(value) => setValues({ ...values, [one.id]: value })} />
        ))}
    </>
  );
  const other = (
    <div>
      <Button look="quiet" icon={ArrowLeft} along onClick={onOther}>
        {t('conversation:templates.other')}
      </Button>
    </div>
  );
  if (text && needsCatalogue(text)) {
    return (
      <div className="flex flex-col gap-4">
        {other}
        <TemplatePreview template={template} values={values} name={name} />
        <p role="status">{t('conversation:templates.needsCatalogue')}</p>
      </div>
    );
  }
  return (
    <Form
      onSubmit={() => whole && sending.send(undefined)}
      error={sending.error}
      fields={[]}
      busy={sending.busy}
      icon={SendHorizontal}
      disabled={!whole}
      submit={t('conversation:templates.send', { name })}
    >
      {other}
      <TemplatePreview template={template} values={values} name={name} />
      {fieldsOf(null)}
      {text?.cards.map((_, card) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cards of one template keep their order.
        <CardFields key={card} card={card} of={text}>
          {fieldsOf(card)}
        </CardFields>
      ))}
      {uploading.share !== null && <Progress label={t('conversation:uploadingFile')} value={Math.round(uploading.share * 100)} of={100} />}
    </Form>
  );
}

function CardFields({ card, of, children }: { readonly card: number; readonly of: TemplateText; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-control border border-line p-3">
      <legend className="px-1 text-small text-muted">{t('conversation:templates.card', { number: card + 1, of: of.cards.length })}</legend>
      {children}
    </fieldset>
  );
}

/** One file after the other; what was uploaded is not sent up again when something after it failed. Left, it stops. */
function useUploading() {
  const [share, setShare] = useState<number | null>(null);
  const done = useRef(new Map<File, string>());
  const stop = useRef(new AbortController());
  useEffect(() => {
    const here = new AbortController();
    stop.current = here;
    return () => here.abort();
  }, []);
  async function send(files: Readonly<Record<string, File>>): Promise<Record<string, string>> {
    const ids: Record<string, string> = {};
    try {
      for (const [gap, file] of Object.entries(files)) {
        const known = done.current.get(file);
        const id = known ?? (await upload(file, { name: file.name, onProgress: setShare, signal: stop.current.signal })).id;
        done.current.set(file, id);
        ids[gap] = id;
      }
    } finally {
      setShare(null);
    }
    return ids;
  }
  return { share, send };
}

/** The first gap of most templates is a name. */
function guessed(gaps: readonly Gap[], name: string | null): Record<string, string> {
  const first = gaps.find(({ where, name: gapName }) => where === 'body' && (gapName === '1' || /name|jina|نام/i.test(gapName)));
  return first && name ? { [first.id]: name } : {};
}

function labelOf({ where, kind, name }: Gap, t: TFunction): string {
  if (kind === 'place') return t(`conversation:templates.place.${name}`);
  if (where === 'offer') return t('conversation:templates.offerEnds');
  if (where === 'button') return t('conversation:templates.buttonGap', { button: name });
  return t(where === 'header' ? 'conversation:templates.headerGap' : 'conversation:templates.gap', { name: name.replaceAll('_', ' ') });
}

interface GapFieldProps {
  readonly gap: Gap;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** What Meta takes as a coupon's code, and elsewhere the widest gap of all. */
const longest = { copy_code: 15, text: 1024, url: 2000, place: 256, time: 32 } as const;

function GapField({ gap, value, onValue }: GapFieldProps) {
  const { t } = useTranslation();
  const wrong = value !== '' && !isFilled(gap, value) && gap.kind === 'place';
  return (
    <Field
      label={labelOf(gap, t)}
      hint={gap.kind === 'url' ? t('conversation:templates.urlHint') : undefined}
      error={wrong ? t(`conversation:templates.placeWrong.${gap.name}`, { defaultValue: '' }) || undefined : undefined}
    >
      <TextInput
        type={gap.kind === 'time' ? 'datetime-local' : 'text'}
        value={value}
        onChange={(event) => onValue(event.target.value.replace(/\s+/g, ' '))}
        dir={gap.kind === 'text' || gap.name === 'name' || gap.name === 'address' ? 'auto' : 'ltr'}
        maxLength={longest[gap.kind]}
      />
    </Field>
  );
}

const accepted = { image: 'image/jpeg,image/png', video: 'video/mp4,video/3gpp', document: '' } as const;

interface FileFieldProps {
  readonly gap: FileGap;
  readonly file: File | undefined;
  readonly onFile: (file: File) => void;
}

function FileField({ gap: { kind }, file, onFile }: FileFieldProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex items-center gap-3">
      <Button onClick={() => input.current?.click()}>{t(`conversation:templates.file.${kind}`)}</Button>
      <bdi className="min-w-0 truncate text-muted">{file?.name}</bdi>
      <input
        ref={input}
        type="file"
        hidden
        accept={accepted[kind]}
        aria-label={t(`conversation:templates.file.${kind}`)}
        onChange={({ target: { files } }) => files?.[0] && onFile(files[0])}
      />
    </div>
  );
}
