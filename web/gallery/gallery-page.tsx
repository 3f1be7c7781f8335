import { useTranslation } from 'react-i18next';
import { useWindowTitle } from '#web/ui/page.tsx';
import { Charts } from './charts.tsx';
import { Controls } from './controls.tsx';
import { Floating } from './floating.tsx';
import { Lists } from './lists.tsx';
import { Marks } from './marks.tsx';

const looks = [
  { theme: 'light', direction: 'ltr' },
  { theme: 'dark', direction: 'ltr' },
  { theme: 'light', direction: 'rtl' },
  { theme: 'dark', direction: 'rtl' },
] as const;

/** Every shared component, in both themes and directions: what a page is made of, and where a change of one is looked at. */
export function GalleryPage() {
  const { t } = useTranslation();
  useWindowTitle(t('titles:gallery'));
  return (
    <div className="px-4 pb-16">
      <h1 className="mb-4 text-title">{t('titles:gallery')}</h1>
      <div className="grid gap-4 three:grid-cols-2">
        {looks.map(({ theme, direction }) => (
          <section
            key={theme + direction}
            data-theme={theme}
            dir={direction}
            aria-label={t('gallery:look', { theme: t(`frame:theme.${theme}`), direction })}
            className="flex min-w-0 flex-col gap-8 rounded-card border border-line bg-paper p-5 text-ink"
          >
            <Controls />
            <Marks />
            <Floating />
            <Lists look={`${theme} ${direction}`} />
            <Charts />
          </section>
        ))}
      </div>
    </div>
  );
}
