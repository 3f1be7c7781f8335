import type { TFunction } from 'i18next';
import { ArrowLeft, SendHorizontal } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelTemplate } from '#contract/channels.ts';
import { explainShort } from '#web/data/explain.ts';
import { upload } from '#web/data/upload.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { Progress } from '#web/ui/states.tsx';
import { useContactName } from '../timeline/names.ts';
import { sendOff } from './outgoing.ts';
import type { TemplateDrawerProps } from './template-props.ts';
import { filled, type Gap, gapsOf, headerFile, toContent } from './template-text.ts';

interface TemplateFormProps extends TemplateDrawerProps {
  readonly template: ChannelTemplate;
  readonly onOther: () => void;
}

/** The gaps of one template, and beside them what will be read. */
export function TemplateForm({ template, onOther, row, taken, seenTo, onSent, onClose }: TemplateFormProps) {
  const { t } = useTranslation();
  const name = useContactName(row.contact);
  const gaps = template.text ? gapsOf(template.text) : [];
  const [values, setValues] = useState<Record<string, string>>(() => guessed(gaps, row.contact.name));
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const wantsFile = headerFile(template.text);
  const whole = gaps.every(({ id }) => values[id]?.trim()) && (wantsFile === null || file !== null);
  const sending = useSending(
    async () => {
      const stored =
        file && wantsFile ? await upload(file, { name: file.name, onProgress: setShare, signal: new AbortController().signal }) : null;
      const content = toContent(template, values, stored?.id ?? null);
      void sendOff(row.id, { type: 'message', body: { ...content, ...(seenTo ? { seenTo } : {}) } }, taken);
    },
    () => {
      onClose();
      onSent();
    },
  );
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (whole && !sending.busy) sending.send(undefined);
      }}
    >
      <div>
        <Button look="quiet" icon={ArrowLeft} onClick={onOther}>
          {t('conversation:templates.other')}
        </Button>
      </div>
      <Preview template={template} values={values} name={name} />
      {wantsFile && <FileField kind={wantsFile} file={file} onFile={setFile} />}
      {gaps.map((gap) => (
        <Field key={gap.id} label={labelOf(gap, t)} hint={gap.kind === 'url' ? t('conversation:templates.urlHint') : undefined}>
          <TextInput
            value={values[gap.id] ?? ''}
            onChange={(event) => setValues({ ...values, [gap.id]: event.target.value.replace(/\s+/g, ' ') })}
            dir={gap.where === 'button' ? 'ltr' : 'auto'}
            maxLength={1024}
          />
        </Field>
      ))}
      {sending.busy && share !== null && <Progress label={t('conversation:uploadingFile')} value={Math.round(share * 100)} of={100} />}
      {sending.error ? (
        <p role="alert" className="text-ember">
          {explainShort(sending.error)}
        </p>
      ) : null}
      <div>
        <Button type="submit" look="main" icon={SendHorizontal} busy={sending.busy} disabled={!whole}>
          {t('conversation:templates.send', { name })}
        </Button>
      </div>
    </form>
  );
}

/** The first gap of most templates is a name. */
function guessed(gaps: readonly Gap[], name: string | null): Record<string, string> {
  const first = gaps.find(({ where, name: gapName }) => where !== 'button' && (gapName === '1' || /name|jina|نام/i.test(gapName)));
  return first && name ? { [first.id]: name } : {};
}

function labelOf(gap: Gap, t: TFunction): string {
  if (gap.where === 'button') return t('conversation:templates.buttonGap', { button: gap.name });
  return t(gap.where === 'header' ? 'conversation:templates.headerGap' : 'conversation:templates.gap', {
    name: gap.name.replaceAll('_', ' '),
  });
}

function Preview({
  template,
  values,
  name,
}: {
  readonly template: ChannelTemplate;
  readonly values: Readonly<Record<string, string>>;
  readonly name: string;
}) {
  const { t } = useTranslation();
  const { text } = template;
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="text-small text-muted">{t('conversation:templates.preview', { name })}</figcaption>
      <div className="flex flex-col gap-1.5 rounded-card bg-acacia-soft px-3 py-2">
        {text === null && <p className="text-muted">{t('conversation:templates.unknownText')}</p>}
        {text?.header?.text && (
          <p dir="auto" className="reading font-strong">
            {filled(text.header.text, values, 'header')}
          </p>
        )}
        {text?.header && text.header.kind !== 'text' && <p className="text-muted">{t(`conversation:kind.${text.header.kind}`)}</p>}
        {text?.body && (
          <p dir="auto" className="reading">
            {filled(text.body, values, 'body')}
          </p>
        )}
        {text?.footer && (
          <p dir="auto" className="text-small text-muted">
            {text.footer}
          </p>
        )}
        {text?.buttons.map((button, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the buttons of one template keep their order.
          <p key={index} className="rounded-control border border-edge/60 px-3 py-1.5 text-center">
            <bdi>{button.text}</bdi>
          </p>
        ))}
      </div>
    </figure>
  );
}

const accepted = { image: 'image/jpeg,image/png', video: 'video/mp4,video/3gpp', document: '' } as const;

interface FileFieldProps {
  readonly kind: 'image' | 'video' | 'document';
  readonly file: File | null;
  readonly onFile: (file: File | null) => void;
}

function FileField({ kind, file, onFile }: FileFieldProps) {
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
        onChange={(event) => onFile(event.target.files?.[0] ?? null)}
      />
    </div>
  );
}
