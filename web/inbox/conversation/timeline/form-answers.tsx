import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { Words } from './words.tsx';

type FormContent = Extract<Message, { kind: 'form' }>['content'];

/** What a contact filled in, question by question. */
export function FormAnswers({ content, words }: { readonly content: FormContent; readonly words: ReactNode }) {
  const { t } = useTranslation();
  const answers = Object.entries(content?.response ?? {}).filter(([name]) => name !== 'flow_token');
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-small text-muted">
        {content?.name ? t('conversation:formNamed', { name: content.name }) : t('conversation:kind.form')}
      </p>
      {words}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
        {answers.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">
              <bdi>{name.replaceAll('_', ' ')}</bdi>
            </dt>
            <dd className="[overflow-wrap:anywhere]">
              <bdi>{asWords(value)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {content?.responseText && <Words text={content.responseText} />}
    </div>
  );
}

function asWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(asWords).join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '–');
}
