import { useTranslation } from 'react-i18next';
import type { ChannelTemplate, TemplateText } from '#contract/channels.ts';
import { languageOfText } from '#web/i18n/languages.ts';
import { filled, prefixOf } from './template-text.ts';

type Values = Readonly<Record<string, string>>;

interface TemplatePreviewProps {
  readonly template: ChannelTemplate;
  readonly values: Values;
  readonly name: string;
}

/** What will be read, with what is filled in so far. */
export function TemplatePreview({ template: { text }, values, name }: TemplatePreviewProps) {
  const { t } = useTranslation();
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="text-small text-muted">{t('conversation:templates.preview', { name })}</figcaption>
      <div className="flex flex-col gap-1.5 rounded-card bg-acacia-soft px-3 py-2">
        {text === null ? (
          <p className="text-muted">{t('conversation:templates.unknownText')}</p>
        ) : (
          <>
            <Parts parts={text} footer={text.footer} card={null} values={values} />
            {text.cards.length > 0 && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard.
              <ol tabIndex={0} aria-label={t('conversation:templates.cards')} className="-mx-1 flex gap-2 overflow-x-auto p-1">
                {text.cards.map((parts, card) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the cards of one template keep their order.
                  <li key={card} className="flex w-44 shrink-0 flex-col gap-1.5 rounded-control bg-raised p-2">
                    <Parts parts={parts} footer={null} card={card} values={values} />
                  </li>
                ))}
              </ol>
            )}
          </>
        )}
      </div>
    </figure>
  );
}

interface PartsProps {
  readonly parts: Pick<TemplateText, 'header' | 'body' | 'buttons'>;
  readonly footer: string | null;
  readonly card: number | null;
  readonly values: Values;
}

function Parts({ parts: { header, body, buttons }, footer, card, values }: PartsProps) {
  const { t } = useTranslation();
  const prefix = prefixOf(card);
  return (
    <>
      {header?.text && (
        <p dir="auto" lang={languageOfText(header.text)} className="reading font-strong">
          {filled(header.text, values, `${prefix}header`)}
        </p>
      )}
      {header && header.kind !== 'text' && <p className="text-muted">{t(`conversation:kind.${header.kind}`)}</p>}
      {body && (
        <p dir="auto" lang={languageOfText(body)} className="reading">
          {filled(body, values, `${prefix}body`)}
        </p>
      )}
      {footer && (
        <p dir="auto" className="text-small text-muted">
          {footer}
        </p>
      )}
      {buttons.map((button, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the buttons of one template keep their order.
        <p key={index} className="rounded-control border border-edge/60 px-3 py-1.5 text-center">
          <bdi>{button.text}</bdi>
        </p>
      ))}
    </>
  );
}
