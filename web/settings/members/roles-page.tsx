import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Permission, Role } from '#contract/organizations.ts';
import { usePages } from '#web/shell/page-entry.ts';
import { Page } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { permissionsQuery } from './member-queries.ts';
import { byNoun, roles, rolesFor, screensOf } from './roles.ts';

/** What each role may do and which pages it has, as the program itself decides it: made from the permissions, never written down. */
export function RolesPage() {
  const { t } = useTranslation();
  const permissions = useQuery(permissionsQuery);
  return (
    <Page title={t('titles:roles.title')} description={t('settings:roles.text')}>
      {permissions.isPending && <Skeleton lines={8} />}
      {permissions.error && <ErrorState error={permissions.error} onRetry={() => void permissions.refetch()} />}
      {permissions.data && <Matrix permissions={permissions.data} />}
    </Page>
  );
}

function Matrix({ permissions }: { readonly permissions: readonly Permission[] }) {
  const { t } = useTranslation();
  return (
    <section
      aria-label={t('titles:roles.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways where there is little room.
      tabIndex={0}
      className="relative max-w-full overflow-x-auto rounded-card border border-line bg-raised"
    >
      <table className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" className="border-b border-line px-3 py-2 text-start text-small text-muted">
              {t('settings:roles.action')}
            </th>
            {roles.map((role) => (
              <th key={role} scope="col" className="border-b border-line px-2 py-2 text-center text-small font-strong">
                {t(`frame:role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <Pages permissions={permissions} />
        {byNoun(permissions).map(({ noun, permissions: own }) => (
          <tbody key={noun}>
            <GroupTitle>{t(`settings:noun.${noun}`, { defaultValue: noun })}</GroupTitle>
            {own.map(({ name, summary, roles: able }) => (
              <MatrixRow key={name} title={t(`settings:may.${name}`, { defaultValue: summary })} able={able} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

/** Which pages each role finds: those whose permission it has. */
function Pages({ permissions }: { readonly permissions: readonly Permission[] }) {
  const { t } = useTranslation();
  return (
    <tbody>
      <GroupTitle>{t('settings:roles.pages')}</GroupTitle>
      {screensOf(usePages()).map((page) => (
        <MatrixRow key={page.path} title={t(page.title)} able={rolesFor(page, permissions) ?? []} />
      ))}
    </tbody>
  );
}

function GroupTitle({ children }: { readonly children: string }) {
  return (
    <tr>
      <th scope="colgroup" colSpan={roles.length + 1} className="border-b border-line bg-sunken px-3 py-1.5 text-start font-strong">
        {children}
      </th>
    </tr>
  );
}

function MatrixRow({ title, able }: { readonly title: string; readonly able: readonly Role[] }) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row" className="sticky start-0 min-w-36 border-b border-line bg-raised px-3 py-2 text-start font-plain two:min-w-56">
        {title}
      </th>
      {roles.map((role) => (
        <td key={role} className="border-b border-line px-2 py-2 text-center">
          {able.includes(role) ? (
            <Check role="img" aria-label={t('settings:roles.yes')} className="mx-auto size-4 text-leaf" />
          ) : (
            <span className="text-muted">
              <span aria-hidden>–</span>
              <span className="sr-only">{t('settings:roles.no')}</span>
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}
