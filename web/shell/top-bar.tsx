import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronsUpDown, Radio, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MyPlace } from '#contract/accounts.ts';
import { useLive } from '#web/data/realtime.ts';
import { chooseOrganization, useMe } from '#web/data/session.ts';
import { classes } from '#web/ui/classes.ts';
import { Kbd } from '#web/ui/kbd.tsx';
import { Avatar } from '#web/ui/marks.tsx';
import { Menu, MenuChoices } from '#web/ui/menu.tsx';
import { Tooltip } from '#web/ui/tooltip.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Mark } from './mark.tsx';

/** Over everything: which organization, finding, whether changes come live, and oneself. A page that fills a phone has its own way back. */
export function TopBar({ place, onSearch }: { readonly place: MyPlace | undefined; readonly onSearch: () => void }) {
  const { t } = useTranslation();
  return (
    <header className="col-span-2 flex h-12 items-center gap-2 border-b border-line bg-sunken px-3 max-two:group-has-data-fills-phone/frame:hidden">
      <Link to="/" aria-label={t('frame:home.title')} className="inline-flex rounded-control p-0.5">
        <Mark signOnly={place !== undefined} />
      </Link>
      {place && <OrganizationSwitch place={place} />}
      <div className="flex min-w-0 flex-1 justify-center max-two:justify-end">
        <button
          type="button"
          onClick={onSearch}
          className="target flex h-8 items-center gap-2 rounded-control border border-line bg-raised px-2.5 text-muted hover:border-edge two:w-full two:max-w-96"
        >
          <Search aria-hidden className="size-4 shrink-0" />
          <span className="flex-1 truncate text-start max-two:sr-only">{t('frame:palette.open')}</span>
          <span className="max-two:hidden">
            <Kbd shortcut="mod+k" />
          </span>
        </button>
      </div>
      {place && <LiveMark />}
      <AccountMenu />
    </header>
  );
}

function OrganizationSwitch({ place }: { readonly place: MyPlace }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { organizations } = useMe();
  const name = (
    <>
      <Avatar name={place.name} size="small" />
      <span className="truncate font-strong">{place.name}</span>
    </>
  );
  if (organizations.length < 2) return <span className="flex min-w-0 max-w-56 items-center gap-2 px-1">{name}</span>;
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t('frame:organizationIs', { name: place.name })}
          className="target flex h-8 min-w-0 max-w-56 items-center gap-2 rounded-control px-1 hover:bg-line/50"
        >
          {name}
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
        </button>
      }
    >
      <MenuChoices
        value={place.slug}
        onValue={(slug) => chooseOrganization(slug, queries)}
        options={organizations.map(({ slug, name: label }) => ({ value: slug, label }))}
      />
    </Menu>
  );
}

/** Where presence will stand; today it says whether changes come by themselves. Quiet while all is well. */
function LiveMark() {
  const { t } = useTranslation();
  const live = useLive();
  const words = live ? t('frame:live') : t('frame:notLive');
  return (
    <Tooltip text={words}>
      <span
        role="img"
        aria-label={words}
        className={classes('grid size-8 place-items-center max-two:hidden', live ? 'text-leaf' : 'text-muted')}
      >
        <Radio aria-hidden className="size-4" />
      </span>
    </Tooltip>
  );
}
