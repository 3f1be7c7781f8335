import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { TextArea, TextInput } from '#web/ui/inputs.tsx';
import { Section } from '#web/ui/page.tsx';
import type { Draft } from '#web/ui/save-form.tsx';
import { type AssistantDraft, exampleFields, preparedField, type Topic } from './assistant-draft.ts';
import { EditorItem } from './editor-item.tsx';

/** Topics, each with sentences that mean it, in every language people write in, and its answer. */
export function TopicsEditor({ form }: { readonly form: Draft<AssistantDraft> }) {
  const { t } = useTranslation();
  const { kind, topics } = form.draft;
  const put = (index: number, change: Partial<Topic>) =>
    form.set({ topics: topics.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  const fault = (path: string, label: string) => form.fault(preparedField(kind, path), label);
  return (
    <Section title={t('settings:topic.title')} description={t('settings:topic.text')}>
      <ol className="flex flex-col gap-3">
        {topics.map(({ name, examples, answer }, index) => (
          <EditorItem
            // biome-ignore lint/suspicious/noArrayIndexKey: their names are being written, and they never change places.
            key={index}
            label={t('settings:topic.number', { number: index + 1 })}
            onRemove={() => {
              form.set({ topics: topics.filter((_, at) => at !== index) });
              return () => form.set({ topics });
            }}
          >
            <Field label={t('settings:topic.name')} error={fault(`intents[${index}].name`, t('settings:topic.name'))}>
              <TextInput dir="auto" value={name} onChange={(event) => put(index, { name: event.target.value })} />
            </Field>
            <Field
              label={t('settings:topic.examples')}
              hint={t('settings:topic.examplesHint')}
              error={exampleFields(index, examples)
                .map((path) => fault(path, t('settings:topic.examples')))
                .find((one) => one !== undefined)}
            >
              <TextArea dir="auto" rows={3} value={examples} onChange={(event) => put(index, { examples: event.target.value })} />
            </Field>
            <Field label={t('settings:faq.a')} error={fault(`intents[${index}].answer`, t('settings:faq.a'))}>
              <TextArea dir="auto" rows={2} value={answer} onChange={(event) => put(index, { answer: event.target.value })} />
            </Field>
          </EditorItem>
        ))}
      </ol>
      <div className="mt-3">
        <Button icon={Plus} onClick={() => form.set({ topics: [...topics, { name: '', examples: '', answer: '' }] })}>
          {t('settings:topic.add')}
        </Button>
      </div>
    </Section>
  );
}
