import { useTranslation } from 'react-i18next';
import { Dialog } from '#web/ui/dialog.tsx';
import { Kbd } from '#web/ui/kbd.tsx';
import { useAllActions } from './actions.ts';

/** Every key that does something here and now. */
export function ShortcutHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const actions = useAllActions().filter((one) => one.shortcut !== undefined);
  const lists = [
    { id: 'j', title: t('frame:help.next'), shortcut: 'j' },
    { id: 'k', title: t('frame:help.previous'), shortcut: 'k' },
    { id: 'enter', title: t('frame:help.open'), shortcut: 'enter' },
    { id: 'x', title: t('frame:help.select'), shortcut: 'x' },
    { id: 'esc', title: t('frame:help.clear'), shortcut: 'escape' },
  ].filter((one) => !actions.some(({ shortcut }) => shortcut === one.shortcut));
  const groups = [...new Set(actions.map((one) => one.group))].map((group) => ({
    title: group,
    rows: actions.filter((one) => one.group === group),
  }));
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={t('frame:help.title')} wide>
      <div className="grid gap-x-8 gap-y-5 two:grid-cols-2">
        {[...groups, ...(lists.length > 0 ? [{ title: t('frame:help.lists'), rows: lists }] : [])].map((group) => (
          <section key={group.title}>
            <h3 className="mb-2">{group.title}</h3>
            <dl className="flex flex-col gap-1.5">
              {group.rows.map((row) => (
                <div key={row.id} className="flex items-center justify-between gap-3">
                  <dt>{row.title}</dt>
                  <dd>
                    <Kbd shortcut={row.shortcut ?? ''} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
