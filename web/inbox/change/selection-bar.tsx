import { Ellipsis, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Action } from '#web/shell/actions.ts';
import { IconButton } from '#web/ui/button.tsx';
import { Menu, MenuItem } from '#web/ui/menu.tsx';

/** How many fit beside each other in the narrowest pane. */
const shownMax = 4;

/** In place of the filter while something is selected: how much, and what can be done with it. */
export function SelectionBar(props: {
  readonly count: number;
  readonly actions: readonly Action[];
  readonly onAll: () => void;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation();
  const { count, actions, onAll, onClear } = props;
  return (
    <div role="toolbar" aria-label={t('inbox:selection.label')} className="flex flex-wrap items-center gap-x-1 gap-y-0.5">
      <IconButton icon={X} label={t('inbox:selection.clear')} shortcut="escape" onClick={onClear} />
      <span role="status" className="font-strong tabular-nums">
        {t('inbox:selection.count', { count })}
      </span>
      <span className="ms-auto flex items-center">
        {actions
          .slice(0, shownMax)
          .map(({ id, title, icon, shortcut, run }) =>
            icon ? <IconButton key={id} icon={icon} label={title} onClick={run} {...(shortcut ? { shortcut } : {})} /> : null,
          )}
        <Menu align="end" trigger={<IconButton icon={Ellipsis} label={t('inbox:selection.more')} />}>
          {actions.slice(shownMax).map(({ id, title, icon, shortcut, run }) => (
            // After the menu has given the focus back: a picker takes it.
            <MenuItem key={id} onSelect={() => void setTimeout(run)} {...(icon ? { icon } : {})} {...(shortcut ? { shortcut } : {})}>
              {title}
            </MenuItem>
          ))}
          <MenuItem onSelect={onAll}>{t('inbox:selection.all')}</MenuItem>
        </Menu>
      </span>
    </div>
  );
}
