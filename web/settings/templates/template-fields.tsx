import { Braces, Plus, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { gapsOfDraft, type TemplateButton, type TemplateFault, templateLimits } from '#contract/template-faults.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { Select, Switch, TextArea, TextInput } from '#web/ui/inputs.tsx';
import { type Draft, withGap } from './template-draft.ts';

export interface PartProps {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly faults: ReadonlyMap<string, TemplateFault>;
  readonly disabled: boolean;
}

/** What is wrong with a field, in the reader's language. */
export function useFaultWords(faults: PartProps['faults']): (field: string) => string | undefined {
  const { t } = useTranslation();
  return (field) => {
    const fault = faults.get(field);
    return fault && t(`templates:fault.${fault.code}`, { ...fault.values, defaultValue: fault.message });
  };
}

/** How much of what is allowed is used. */
const room = (text: string, most: number) => <bdi dir="ltr" className="tabular-nums">{`${text.length} / ${most}`}</bdi>;

export function HeaderFields({ draft, onDraft, faults, disabled }: PartProps) {
  const { t } = useTranslation();
  const wrong = useFaultWords(faults);
  const { header } = draft;
  const set = (next: Draft['header']) => onDraft({ ...draft, header: next });
  return (
    <>
      <Switch
        label={t('templates:header.with')}
        checked={header !== null}
        disabled={disabled}
        onValue={(on) => set(on ? { text: '' } : null)}
      />
      {header && (
        <Field label={t('templates:header.label')} aside={room(header.text, templateLimits.header)} error={wrong('header')}>
          <TextInput dir="auto" value={header.text} disabled={disabled} onChange={({ target }) => set({ ...header, text: target.value })} />
        </Field>
      )}
      {header && gapsOfDraft(header.text).length > 0 && (
        <Field label={t('templates:header.example')}>
          <TextInput
            dir="auto"
            value={header.example ?? ''}
            disabled={disabled}
            onChange={({ target }) => set({ ...header, example: target.value })}
          />
        </Field>
      )}
    </>
  );
}

export function BodyFields({ draft, onDraft, faults, disabled }: PartProps) {
  const { t } = useTranslation();
  const wrong = useFaultWords(faults);
  const area = useRef<HTMLTextAreaElement>(null);
  const { body, examples } = draft;
  const gaps = gapsOfDraft(body);
  function addGap(): void {
    const next = withGap(body, area.current?.selectionStart ?? body.length);
    onDraft({ ...draft, body: next.text });
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(next.at, next.at);
    });
  }
  return (
    <>
      <Field
        label={t('templates:body.label')}
        hint={t('templates:body.hint')}
        aside={room(body, templateLimits.body)}
        error={wrong('body')}
      >
        <TextArea
          ref={area}
          dir="auto"
          rows={5}
          value={body}
          disabled={disabled}
          onChange={({ target }) => onDraft({ ...draft, body: target.value })}
        />
      </Field>
      {!disabled && (
        <div>
          <Button icon={Braces} onClick={addGap}>
            {t('templates:body.gap')}
          </Button>
        </div>
      )}
      {gaps.map((gap, index) => (
        <Field
          key={gap}
          label={t('templates:body.example', { gap: `{{${gap}}}` })}
          hint={index === 0 ? t('templates:body.exampleHint') : undefined}
          error={wrong(`examples[${index}]`)}
        >
          <TextInput
            dir="auto"
            value={examples[index] ?? ''}
            maxLength={200}
            disabled={disabled}
            onChange={({ target }) =>
              onDraft({ ...draft, examples: gaps.map((_, at) => (at === index ? target.value : (examples[at] ?? ''))) })
            }
          />
        </Field>
      ))}
    </>
  );
}

export function FooterField({ draft, onDraft, faults, disabled }: PartProps) {
  const { t } = useTranslation();
  const wrong = useFaultWords(faults);
  const footer = draft.footer ?? '';
  return (
    <Field
      label={t('templates:footer.label')}
      hint={t('templates:footer.hint')}
      aside={room(footer, templateLimits.footer)}
      error={footer === '' ? undefined : wrong('footer')}
    >
      <TextInput
        dir="auto"
        value={footer}
        disabled={disabled}
        onChange={({ target }) => onDraft({ ...draft, footer: target.value === '' ? null : target.value })}
      />
    </Field>
  );
}

const fresh: Readonly<Record<TemplateButton['kind'], TemplateButton>> = {
  quick_reply: { kind: 'quick_reply', text: '' },
  url: { kind: 'url', text: '', url: 'https://' },
  phone_number: { kind: 'phone_number', text: '', phone: '+' },
};

export function ButtonFields({ draft, onDraft, faults, disabled }: PartProps) {
  const { t } = useTranslation();
  const wrong = useFaultWords(faults);
  const { buttons } = draft;
  const set = (next: readonly TemplateButton[]) => onDraft({ ...draft, buttons: [...next] });
  const put = (index: number, button: TemplateButton) => set(buttons.map((one, at) => (at === index ? button : one)));
  const general = wrong('buttons');
  return (
    <section aria-label={t('templates:buttons.title')} className="flex flex-col gap-2">
      <h2 className="font-strong">{t('templates:buttons.title')}</h2>
      {general && (
        <p role="alert" className="text-small text-ember">
          {general}
        </p>
      )}
      <ul className="flex flex-col gap-2">
        {buttons.map((button, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what they are called is being written.
          <li key={index} className="rounded-card border border-line p-3">
            <fieldset className="flex min-w-0 flex-col gap-2">
              <legend className="sr-only">{t('templates:buttons.one', { number: index + 1 })}</legend>
              <div className="flex items-end gap-2">
                <div className="min-w-0 flex-1">
                  <Field label={t('templates:buttons.kind')}>
                    <Select
                      value={button.kind}
                      disabled={disabled}
                      options={(['quick_reply', 'url', 'phone_number'] as const).map((value) => ({
                        value,
                        label: t(`templates:buttons.is.${value}`),
                      }))}
                      onValue={(kind) => put(index, { ...fresh[kind as TemplateButton['kind']], text: button.text })}
                    />
                  </Field>
                </div>
                {!disabled && (
                  <IconButton
                    icon={X}
                    label={t('templates:buttons.remove', { number: index + 1 })}
                    onClick={() => set(buttons.filter((_, at) => at !== index))}
                  />
                )}
              </div>
              <Field
                label={t('templates:buttons.text')}
                aside={room(button.text, templateLimits.button)}
                error={wrong(`buttons[${index}].text`)}
              >
                <TextInput
                  dir="auto"
                  value={button.text}
                  disabled={disabled}
                  onChange={({ target }) => put(index, { ...button, text: target.value })}
                />
              </Field>
              <Target
                button={button}
                disabled={disabled}
                onButton={(next) => put(index, next)}
                wrong={(field) => wrong(`buttons[${index}].${field}`)}
              />
            </fieldset>
          </li>
        ))}
      </ul>
      {!disabled && buttons.length < templateLimits.buttons && (
        <div>
          <Button icon={Plus} onClick={() => set([...buttons, fresh.quick_reply])}>
            {t('templates:buttons.add')}
          </Button>
        </div>
      )}
    </section>
  );
}

interface TargetProps {
  readonly button: TemplateButton;
  readonly disabled: boolean;
  readonly onButton: (button: TemplateButton) => void;
  readonly wrong: (field: string) => string | undefined;
}

/** Where a button leads. */
function Target({ button, disabled, onButton, wrong }: TargetProps) {
  const { t } = useTranslation();
  if (button.kind === 'quick_reply') return null;
  if (button.kind === 'phone_number')
    return (
      <Field label={t('templates:buttons.phone')} hint={t('templates:buttons.phoneHint')} error={wrong('phone')}>
        <TextInput
          dir="ltr"
          type="tel"
          value={button.phone}
          disabled={disabled}
          onChange={({ target }) => onButton({ ...button, phone: target.value })}
        />
      </Field>
    );
  return (
    <>
      <Field label={t('templates:buttons.url')} hint={t('templates:buttons.urlHint', { gap: '{{1}}' })} error={wrong('url')}>
        <TextInput dir="ltr" value={button.url} disabled={disabled} onChange={({ target }) => onButton({ ...button, url: target.value })} />
      </Field>
      {gapsOfDraft(button.url).length > 0 && (
        <Field label={t('templates:body.example', { gap: '{{1}}' })} error={wrong('example')}>
          <TextInput
            dir="ltr"
            value={button.example ?? ''}
            disabled={disabled}
            onChange={({ target }) => onButton({ ...button, example: target.value })}
          />
        </Field>
      )}
    </>
  );
}
