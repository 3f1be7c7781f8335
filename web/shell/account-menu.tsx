import { useNavigate } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '#web/data/preferences.ts';
import { useMe } from '#web/data/session.ts';
import { useSignOut } from '#web/data/sign-out.ts';
import { languages } from '#web/i18n/languages.ts';
import { Avatar } from '#web/ui/marks.tsx';
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuLine } from '#web/ui/menu.tsx';
import { usePages } from './page-entry.ts';
import { useLook } from './use-look.ts';

export function AccountMenu() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { person } = useMe();
  const { language, theme } = usePreferences();
  const { setLanguage, setTheme, themes } = useLook();
  const signOut = useSignOut();
  const pages = usePages();
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" aria-label={t('frame:accountOf', { name: person.name })} className="target rounded-full">
          <Avatar name={person.name} />
        </button>
      }
    >
      <MenuLabel>
        <span className="block truncate font-strong text-ink">{person.name}</span>
        <span className="block truncate">{person.email}</span>
      </MenuLabel>
      <MenuLine />
      {pages
        .filter((page) => page.group === 'account')
        .map((page) => (
          <MenuItem key={page.path} {...(page.icon ? { icon: page.icon } : {})} onSelect={() => void navigate({ to: page.path })}>
            {t(page.title)}
          </MenuItem>
        ))}
      <MenuLine />
      <MenuLabel>{t('frame:language')}</MenuLabel>
      <MenuChoices
        value={language}
        onValue={setLanguage}
        options={languages.map(({ code, name }) => ({ value: code, label: name, lang: code }))}
      />
      <MenuLine />
      <MenuLabel>{t('frame:theme.label')}</MenuLabel>
      <MenuChoices value={theme} onValue={setTheme} options={themes} />
      <MenuLine />
      <MenuItem icon={LogOut} onSelect={signOut}>
        {t('frame:signOut')}
      </MenuItem>
    </Menu>
  );
}
