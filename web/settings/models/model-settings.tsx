import { useTranslation } from 'react-i18next';
import type { ModelProvider } from '#contract/models.ts';
import { NumberField, TextField } from '#web/ui/form-fields.tsx';
import { Section } from '#web/ui/page.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { type LimitsDraft, limitsBody, limitsOf, type PricesDraft, pricesBody } from './model-draft.ts';

interface Props {
  readonly provider: ModelProvider;
  readonly locked: string | undefined;
  readonly change: (body: object) => Promise<void>;
}

/** Which models are asked and where, how much at most, and what it costs: one save for each. */
export function ModelSettings(props: Props) {
  return (
    <>
      <Models {...props} />
      <Limits {...props} />
      <Prices {...props} />
    </>
  );
}

function Models({ provider, locked, change }: Props) {
  const { t } = useTranslation();
  const { name, baseUrl, model, transcriptionModel, visionModel, maxOutputTokens, timeoutSeconds } = provider;
  const orNull = (text: string) => (text.trim() === '' ? null : text);
  return (
    <Section title={t('settings:models.settings')}>
      <SaveForm
        value={{
          name,
          baseUrl,
          model,
          transcriptionModel: transcriptionModel ?? '',
          visionModel: visionModel ?? '',
          maxOutputTokens: maxOutputTokens as number | null,
          timeoutSeconds: timeoutSeconds as number | null,
        }}
        save={(draft) => change({ ...draft, transcriptionModel: orNull(draft.transcriptionModel), visionModel: orNull(draft.visionModel) })}
        fields={['name', 'baseUrl', 'model', 'transcriptionModel', 'visionModel', 'maxOutputTokens', 'timeoutSeconds']}
        locked={locked}
      >
        {(form) => (
          <>
            <TextField form={form} name="name" label={t('settings:name')} hint={t('settings:models.nameHint')} />
            <TextField
              form={form}
              name="baseUrl"
              label={t('settings:models.baseUrl')}
              hint={t('settings:models.baseUrlHint')}
              type="url"
              code
            />
            <div className="grid gap-4 two:grid-cols-2">
              <TextField form={form} name="model" label={t('titles:models.one')} code />
              <TextField form={form} name="transcriptionModel" label={t('settings:models.hears')} aside={t('ui:optional')} code />
              <TextField form={form} name="visionModel" label={t('settings:models.sees')} aside={t('ui:optional')} code />
              <NumberField form={form} name="maxOutputTokens" label={t('settings:models.maxOutput')} min={1} max={16000} />
              <NumberField form={form} name="timeoutSeconds" label={t('settings:models.timeout')} min={1} max={20} />
            </div>
          </>
        )}
      </SaveForm>
    </Section>
  );
}

function Limits({ provider, locked, change }: Props) {
  const { t } = useTranslation();
  return (
    <Section title={t('settings:models.limits')} description={t('settings:models.limitsText')}>
      <SaveForm<LimitsDraft>
        value={limitsOf(provider.limits)}
        save={(draft) => change({ limits: limitsBody(draft) })}
        fields={[
          'limits.minute.calls',
          ...['turn', 'day'].flatMap((span) => ['tokens', 'calls', 'seconds'].map((what) => `limits.${span}.${what}`)),
        ]}
        locked={locked}
      >
        {(form) => (
          <>
            {(['turn', 'day'] as const).map((span) => (
              <fieldset key={span} className="min-w-0">
                <legend className="mb-2 font-strong">{t(`settings:models.span.${span}`)}</legend>
                <div className="grid gap-4 two:grid-cols-3">
                  {(['tokens', 'calls', 'seconds'] as const).map((what) => (
                    <NumberField
                      key={what}
                      form={form}
                      name={`${span}_${what}`}
                      field={`limits.${span}.${what}`}
                      label={t(`settings:models.limit.${what}`)}
                      min={1}
                    />
                  ))}
                </div>
              </fieldset>
            ))}
            <NumberField
              form={form}
              name="minute_calls"
              field="limits.minute.calls"
              label={t('settings:models.minute')}
              hint={t('settings:models.minuteHint')}
              min={1}
            />
          </>
        )}
      </SaveForm>
    </Section>
  );
}

function Prices({ provider, locked, change }: Props) {
  const { t } = useTranslation();
  const { currency, input, output } = provider.prices;
  return (
    <Section title={t('settings:models.prices')} description={t('settings:models.pricesText')}>
      <SaveForm<PricesDraft>
        value={{ currency, input: input ?? null, output: output ?? null }}
        save={(draft) => change({ prices: pricesBody(draft) })}
        fields={['prices.currency', 'prices.input', 'prices.output']}
        locked={locked}
      >
        {(form) => (
          <div className="grid gap-4 two:grid-cols-3">
            <TextField form={form} name="currency" field="prices.currency" label={t('settings:models.currency')} code />
            <NumberField form={form} name="input" field="prices.input" label={t('settings:models.inputPrice')} min={0} step="any" />
            <NumberField form={form} name="output" field="prices.output" label={t('settings:models.outputPrice')} min={0} step="any" />
          </div>
        )}
      </SaveForm>
    </Section>
  );
}
