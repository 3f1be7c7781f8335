import { useTranslation } from 'react-i18next';
import type { ChannelTemplate } from '#contract/channels.ts';
import { StateMark } from '#web/ui/marks.tsx';

const tones = {
  APPROVED: 'leaf',
  PENDING: 'amber',
  IN_APPEAL: 'amber',
  PAUSED: 'amber',
  FLAGGED: 'amber',
  REJECTED: 'ember',
  DISABLED: 'ember',
} as const;

/** What Meta has decided, in a word. */
export function TemplateStateMark({ template: { status } }: { readonly template: Pick<ChannelTemplate, 'status'> }) {
  const { t } = useTranslation();
  return (
    <StateMark tone={tones[status as keyof typeof tones] ?? 'plain'}>
      {t(`templates:status.${status ?? 'UNKNOWN'}`, { defaultValue: status ?? '' })}
    </StateMark>
  );
}

/** The category, from which one Meta moved it, and how people take it. */
export function CategoryMark({ template }: { readonly template: Pick<ChannelTemplate, 'category' | 'previousCategory' | 'quality'> }) {
  const { t } = useTranslation();
  const { category, previousCategory, quality } = template;
  const word = (one: string) => t(`templates:category.short.${one}`, { defaultValue: one });
  const moved = previousCategory !== null && previousCategory !== category;
  return (
    <>
      {category && (
        <span className={moved ? 'text-amber' : ''}>
          {moved ? t('templates:category.moved', { from: word(previousCategory), to: word(category) }) : word(category)}
        </span>
      )}
      {quality && quality !== 'UNKNOWN' && (
        <span className={quality === 'RED' ? 'text-ember' : quality === 'YELLOW' ? 'text-amber' : ''}>
          {t(`templates:quality.${quality}`, { defaultValue: quality })}
        </span>
      )}
    </>
  );
}
