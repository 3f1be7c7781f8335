import { useTranslation } from 'react-i18next';
import { classes } from '#web/ui/classes.ts';
import { useTitleCount } from '#web/ui/page.tsx';
import type { PageEntry } from './page-entry.ts';

const most = 99;

interface Props {
  readonly page: Pick<PageEntry, 'path' | 'useBadge'>;
  readonly permissions: readonly string[];
  /** On the sign, where the name is folded away. */
  readonly small: boolean;
}

/** How many things call for attention on a page; nothing where none do. Also before the title of the window. */
export function PageBadge({ page, ...rest }: Props) {
  // A page has one or has none for as long as it is listed, so hooks keep their order.
  return page.useBadge ? <Badge path={page.path} useBadge={page.useBadge} {...rest} /> : null;
}

function Badge({
  path,
  useBadge,
  permissions,
  small,
}: Omit<Props, 'page'> & { readonly path: string; readonly useBadge: NonNullable<PageEntry['useBadge']> }) {
  const { t } = useTranslation();
  const count = useBadge(permissions);
  useTitleCount(path, count);
  if (count === 0) return null;
  return (
    <span
      className={classes(
        'shrink-0 rounded-full bg-acacia text-center font-strong text-on-acacia tabular-nums',
        small ? 'absolute -end-2 -top-1 min-w-4 px-1 text-[10px] leading-4' : 'min-w-5 px-1.5 text-small',
      )}
    >
      <span aria-hidden>{count > most ? `${most}+` : count}</span>
      <span className="sr-only">{t('frame:news', { count })}</span>
    </span>
  );
}
