import { useQueryClient } from '@tanstack/react-query';
import { Building2, LogOut, SunMoon } from 'lucide-react';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MyPlace } from '#contract/accounts.ts';
import { chooseOrganization, useMe } from '#web/data/session.ts';
import { useSignOut } from '#web/data/sign-out.ts';
import { classes } from '#web/ui/classes.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Kbd } from '#web/ui/kbd.tsx';
import { matchesWords } from '#web/ui/search.ts';
import { type Choices, useChoices } from '#web/ui/use-choices.ts';
import { type Action, useAllActions } from './actions.ts';
import { type Offer, useFound } from './use-found.tsx';
import { useLook } from './use-look.ts';

interface PaletteProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly place: MyPlace | undefined;
}

/** Go anywhere, do anything, by typing a part of its name. */
export function Palette({ open, onClose, place }: PaletteProps) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={t('frame:palette.title')} wide bare>
      <PaletteList onClose={onClose} place={place} />
    </Dialog>
  );
}

function PaletteList({ onClose, place }: Omit<PaletteProps, 'open'>) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const actions = [...useAllActions(), ...useGeneralActions(place)].filter((one) => one.id !== 'palette' && one.id !== 'search');
  const search = useFound(words, place);
  const fitting = actions.filter((one) => matchesWords(`${one.group} ${one.title}`, words));
  const found: readonly Offer[] = [...grouped(fitting), ...search.found];

  const choices = useChoices(found, act);
  function act(offer: Offer): void {
    if (!offer.stays) onClose();
    // After the dialog has given the focus back.
    setTimeout(offer.run);
  }

  return (
    <>
      <input
        role="combobox"
        aria-expanded
        {...choices.field}
        aria-label={t('frame:palette.title')}
        placeholder={t('frame:palette.open')}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          choices.restart();
        }}
        className="h-12 w-full border-b border-line bg-transparent px-4 text-reading outline-none placeholder:text-muted"
      />
      <div role="listbox" {...choices.list} aria-label={t('frame:palette.title')} className="max-h-[50dvh] overflow-y-auto p-1.5">
        {found.map((action, index) => (
          <Fragment key={action.id}>
            {found[index - 1]?.group !== action.group && (
              <div role="presentation" className="px-2.5 pt-2 pb-1 text-small text-muted">
                {action.group}
              </div>
            )}
            <PaletteRow action={action} active={index === choices.active} option={choices.option(index)} />
          </Fragment>
        ))}
      </div>
      <p role="status" className={search.says || found.length === 0 ? 'px-4 py-3 text-muted' : 'sr-only'}>
        {search.says || t(found.length === 0 ? 'frame:palette.nothing' : 'frame:palette.count', { words, count: found.length })}
      </p>
    </>
  );
}

interface RowProps {
  readonly action: Offer;
  readonly active: boolean;
  readonly option: ReturnType<Choices['option']>;
}

function PaletteRow({ action, active, option }: RowProps) {
  const Sign = action.icon;
  return (
    <div
      role="option"
      tabIndex={-1}
      {...option}
      aria-selected={active}
      className={classes('flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control px-2.5 py-1', active && 'bg-acacia-soft')}
    >
      {Sign ? <Sign aria-hidden className="size-4 shrink-0 text-muted" /> : <span className="size-4" />}
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span dir="auto" className="one-line min-w-0 flex-1">
            {action.title}
          </span>
          {action.aside && <span className="shrink-0 text-small text-muted">{action.aside}</span>}
        </span>
        {action.detail}
      </span>
      {action.shortcut && <Kbd shortcut={action.shortcut} />}
    </div>
  );
}

/** Those of one group together, in the order in which the groups first come. */
function grouped(actions: readonly Action[]): Action[] {
  const groups = [...new Set(actions.map((one) => one.group))];
  return groups.flatMap((group) => actions.filter((one) => one.group === group));
}

/** What is worth finding but has no key. */
function useGeneralActions(place: MyPlace | undefined): Action[] {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { organizations } = useMe();
  const { setTheme, themes } = useLook();
  const signOut = useSignOut();
  const group = t('frame:general');
  const others = organizations.filter((one) => one.id !== place?.id);
  return [
    ...others.map((one) => ({
      id: `organization ${one.id}`,
      title: t('frame:switchTo', { name: one.name }),
      group,
      icon: Building2,
      run: () => chooseOrganization(one.slug, queries),
    })),
    ...themes.map(({ value, label }) => ({
      id: `theme ${value}`,
      title: t('frame:theme.set', { theme: label }),
      group,
      icon: SunMoon,
      run: () => setTheme(value),
    })),
    { id: 'sign out', title: t('frame:signOut'), group, icon: LogOut, run: signOut },
  ];
}
