import { ExternalLink, Phone, Reply } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { languageOfText } from '#web/i18n/languages.ts';
import { type Draft, filledIn } from './template-draft.ts';

const signs = { quick_reply: Reply, url: ExternalLink, phone_number: Phone } as const;

/** The template on the contact's phone, with the examples in its gaps. */
export function TemplatePhone({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation();
  const { header, body, examples, footer, buttons } = draft;
  const words = filledIn(body, examples);
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="font-strong">{t('templates:preview')}</figcaption>
      <div className="rounded-card border border-line bg-sunken p-4">
        <div className="flex max-w-80 flex-col rounded-card border border-line bg-raised">
          <div className="flex flex-col gap-1.5 px-3 py-2">
            {header && (
              <p dir="auto" lang={languageOfText(header.text)} className="reading font-strong">
                {filledIn(header.text, [header.example ?? ''])}
              </p>
            )}
            <p dir="auto" lang={languageOfText(words)} className={words === '' ? 'reading text-muted' : 'reading'}>
              {words === '' ? t('templates:nothingYet') : words}
            </p>
            {footer && (
              <p dir="auto" className="text-small text-muted">
                {footer}
              </p>
            )}
          </div>
          {buttons.map((button, index) => {
            const Sign = signs[button.kind];
            return (
              <p
                // biome-ignore lint/suspicious/noArrayIndexKey: what they are called is being written.
                key={index}
                className="flex items-center justify-center gap-2 border-t border-line px-3 py-2 text-acacia"
              >
                <Sign aria-hidden className="size-4 shrink-0" />
                <bdi className="min-w-0 truncate">{button.text || '…'}</bdi>
              </p>
            );
          })}
        </div>
      </div>
      <p className="text-small text-muted">{t('templates:previewText')}</p>
    </figure>
  );
}
