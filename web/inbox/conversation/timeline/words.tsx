import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOfText } from '#web/i18n/languages.ts';
import { classes } from '#web/ui/classes.ts';
import { linkParts } from './link-parts.ts';

/** About a screen of a phone. */
const longText = 1400;
const longLines = 24;

/** What somebody wrote: text and nothing else, in its own direction, addresses in it as links. A very long one begins folded. */
export function Words({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const long = text.length > longText || text.split('\n').length > longLines;
  return (
    <>
      <p dir="auto" lang={languageOfText(text)} className={classes('reading', long && !whole && 'line-clamp-12')}>
        {linkParts(text).map((part, index) =>
          part.href === null ? (
            part.text
          ) : (
            <a
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text keep their order.
              key={index}
              href={part.href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="underline decoration-1 underline-offset-2 hover:decoration-2"
            >
              {part.text}
            </a>
          ),
        )}
      </p>
      {long && (
        <button
          type="button"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
          className="target mt-1 rounded-[4px] text-small font-strong text-acacia underline underline-offset-2"
        >
          {whole ? t('conversation:showLess') : t('conversation:showAll')}
        </button>
      )}
    </>
  );
}
