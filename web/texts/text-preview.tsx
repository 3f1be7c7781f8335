import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextContent, TextPreview } from '#contract/texts.ts';
import { post } from '#web/data/api.ts';
import { usePreferences } from '#web/data/preferences.ts';
import { languageOfText } from '#web/i18n/languages.ts';
import { Field } from '#web/ui/field.tsx';
import { Select } from '#web/ui/inputs.tsx';
import { PersonChoice } from './person-choice.tsx';
import { languagesOf } from './text-draft.ts';

/** As somebody would read it, with what keeps it from being published. */
export function TextPreviewPane({ content, usedBy }: { readonly content: TextContent; readonly usedBy: readonly string[] }) {
  const { t } = useTranslation();
  const { language: main } = usePreferences();
  const [conversation, setConversation] = useState('');
  const [language, setLanguage] = useState('');
  const asked = useDeferredValue(content);
  const languages = languagesOf(asked, main);
  const body = {
    content: asked,
    ...(conversation === ''
      ? { language: language || languages[0] }
      : { conversationId: conversation, ...(language === '' ? {} : { language }) }),
  };
  const preview = useQuery({
    queryKey: ['text-preview', body],
    queryFn: ({ signal }) => post<TextPreview>('/api/texts/preview', { body, signal }),
    enabled: Object.keys(asked.words).length > 0,
    placeholderData: (before) => before,
  });
  const { text = '', missing = [], faults = [] } = preview.data ?? {};
  return (
    <section aria-label={t('texts:preview.title')} className="flex flex-col gap-4">
      <h2 className="font-strong">{t('texts:preview.title')}</h2>
      <PersonChoice value={conversation} onValue={setConversation} />
      <Field label={t('texts:preview.language')}>
        <Select
          value={language}
          options={[
            { value: '', label: conversation === '' ? t('texts:preview.first') : t('texts:preview.theirs') },
            ...languages.map((value) => ({ value, label: value })),
          ]}
          onValue={setLanguage}
        />
      </Field>
      <p
        dir="auto"
        lang={languageOfText(text)}
        className="reading min-h-12 max-w-80 rounded-card border border-line bg-raised px-3 py-2 [overflow-wrap:anywhere]"
      >
        {text}
      </p>
      {missing.length > 0 && <p className="text-amber">{t('texts:preview.missing', { names: missing.join(', ') })}</p>}
      {faults.length > 0 && (
        <div className="flex flex-col gap-1">
          <h3 className="font-strong">{t('texts:faults')}</h3>
          <ul className="flex flex-col gap-1 text-ember">
            {faults.map(({ code, node, message }) => (
              <li key={`${node} ${code} ${message}`}>
                <bdi>{node}</bdi>: {t(`texts:fault.${code}`, { defaultValue: '' })}{' '}
                <bdi lang="en" className="block text-small text-muted">
                  {message}
                </bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="text-small text-muted">
        {usedBy.length === 0 ? t('texts:preview.unused') : t('texts:preview.usedBy', { flows: usedBy.join(', ') })}
      </p>
    </section>
  );
}
