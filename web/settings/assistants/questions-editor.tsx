import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { TextArea, TextInput } from '#web/ui/inputs.tsx';
import { Section } from '#web/ui/page.tsx';
import type { Draft } from '#web/ui/save-form.tsx';
import { type AssistantDraft, preparedField, type Question } from './assistant-draft.ts';
import { EditorItem } from './editor-item.tsx';

/** Questions with their answers, one below the other. */
export function QuestionsEditor({ form }: { readonly form: Draft<AssistantDraft> }) {
  const { t } = useTranslation();
  const { kind, faq } = form.draft;
  const put = (index: number, change: Partial<Question>) =>
    form.set({ faq: faq.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  return (
    <Section title={t('settings:faq.title')} description={t('settings:faq.text')}>
      <ol className="flex flex-col gap-3">
        {faq.map(({ q, a }, index) => (
          <EditorItem
            // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and never change places.
            key={index}
            label={t('settings:faq.number', { number: index + 1 })}
            onRemove={() => {
              form.set({ faq: faq.filter((_, at) => at !== index) });
              return () => form.set({ faq });
            }}
          >
            <Field label={t('settings:faq.q')} error={form.fault(preparedField(kind, `faq[${index}].q`), t('settings:faq.q'))}>
              <TextInput dir="auto" value={q} onChange={(event) => put(index, { q: event.target.value })} />
            </Field>
            <Field label={t('settings:faq.a')} error={form.fault(preparedField(kind, `faq[${index}].a`), t('settings:faq.a'))}>
              <TextArea dir="auto" rows={2} value={a} onChange={(event) => put(index, { a: event.target.value })} />
            </Field>
          </EditorItem>
        ))}
      </ol>
      <div className="mt-3">
        <Button icon={Plus} onClick={() => form.set({ faq: [...faq, { q: '', a: '' }] })}>
          {t('settings:faq.add')}
        </Button>
      </div>
    </Section>
  );
}
