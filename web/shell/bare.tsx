import { Languages, SunMoon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '#web/data/preferences.ts';
import { languages } from '#web/i18n/languages.ts';
import { Button } from '#web/ui/button.tsx';
import { Menu, MenuChoices } from '#web/ui/menu.tsx';
import { Mark } from './mark.tsx';
import { useLook } from './use-look.ts';

/** The frame of pages for people who are not in an organization (yet): the mark, the page, language and theme. */
export function Bare({ children, wide = false }: { readonly children: ReactNode; readonly wide?: boolean }) {
  const { t } = useTranslation();
  const { language, theme } = usePreferences();
  const { setLanguage, setTheme, themes } = useLook();
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <header className="flex items-center justify-between gap-2 px-4 py-3">
        <Mark />
        <div className="flex gap-1">
          <Menu
            align="end"
            trigger={
              <Button look="quiet" icon={Languages}>
                <span className="sr-only">{t('frame:language')}</span>
                {languages.find(({ code }) => code === language)?.name}
              </Button>
            }
          >
            <MenuChoices
              value={language}
              onValue={setLanguage}
              options={languages.map(({ code, name }) => ({ value: code, label: name, lang: code }))}
            />
          </Menu>
          <Menu
            align="end"
            trigger={
              <Button look="quiet" icon={SunMoon}>
                <span className="sr-only">{t('frame:theme.label')}</span>
                <span className="max-two:sr-only">{themes.find(({ value }) => value === theme)?.label}</span>
              </Button>
            }
          >
            <MenuChoices value={theme} onValue={setTheme} options={themes} />
          </Menu>
        </div>
      </header>
      <main id="main" tabIndex={-1} className={wide ? 'w-full flex-1' : 'mx-auto w-full max-w-104 flex-1 px-4 pt-[6dvh] pb-16'}>
        {children}
      </main>
    </div>
  );
}
