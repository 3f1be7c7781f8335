import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePlace } from '#web/data/session.ts';

const places = [
  { to: '/contacts', title: 'contacts:nav.everyone', permission: 'contacts.read' },
  { to: '/contacts/segments', title: 'titles:contacts.segments', permission: 'segments.read' },
  { to: '/contacts/duplicates', title: 'titles:contacts.duplicates', permission: 'contacts.merge' },
  { to: '/contacts/imports', title: 'contacts:nav.imports', permission: 'contacts.import' },
] as const;

/** The pages about contacts, above each of them. Left out where there is only one to go to. */
export function ContactsNav() {
  const { t } = useTranslation();
  const { permissions } = usePlace();
  const offered = places.filter(({ permission }) => permissions.includes(permission));
  if (offered.length < 2) return null;
  return (
    <nav aria-label={t('contacts:nav.label')} className="mb-4 flex gap-4 overflow-x-auto border-b border-line">
      {offered.map(({ to, title }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true, includeSearch: false }}
          className="target -mb-px shrink-0 border-b-2 border-transparent px-0.5 py-2 text-muted hover:text-ink"
          activeProps={{ className: '!border-acacia !text-ink font-strong', 'aria-current': 'page' }}
        >
          {t(title)}
        </Link>
      ))}
    </nav>
  );
}
