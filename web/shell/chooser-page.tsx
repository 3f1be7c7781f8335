import { useQueryClient } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Me } from '#contract/accounts.ts';
import { chooseOrganization } from '#web/data/session.ts';
import { useSignOut } from '#web/data/sign-out.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { Avatar } from '#web/ui/marks.tsx';
import { useWindowTitle } from '#web/ui/page.tsx';
import { Bare } from './bare.tsx';

/** Which organization somebody with several wants to work in; and what to do for somebody with none. */
export function ChooserPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const signOut = useSignOut();
  const none = me.organizations.length === 0;
  const title = none ? t('frame:chooser.none') : t('frame:chooser.title');
  useWindowTitle(title);
  return (
    <Bare>
      <h1 className="text-title">{title}</h1>
      <p className="mt-1 text-muted">{none ? t('frame:chooser.noneText', { email: me.person.email }) : t('frame:chooser.text')}</p>
      <ul className="mt-5 flex flex-col gap-2">
        {me.organizations.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              onClick={() => chooseOrganization(one.slug, queries)}
              className="flex w-full items-center gap-3 rounded-card border border-line bg-raised p-3 text-start hover:border-edge"
            >
              <Avatar name={one.name} />
              <span className="min-w-0 flex-1">
                <span dir="auto" className="block truncate font-strong">
                  {one.name}
                </span>
                <span className="block text-muted">{t(`frame:role.${one.role}`)}</span>
              </span>
              <ChevronRight aria-hidden className="along size-4 text-muted" />
            </button>
          </li>
        ))}
      </ul>
      <p className="mt-6 flex items-center gap-4">
        <Button onClick={signOut}>{t('frame:signOut')}</Button>
        <Link to="/account">{t('frame:account')}</Link>
      </p>
    </Bare>
  );
}
