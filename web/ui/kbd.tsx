import { useTranslation } from 'react-i18next';
import { keysOf } from './keys.ts';

/** The keys of a shortcut, as they are written on this machine's keyboard. */
export function Kbd({ shortcut }: { readonly shortcut: string }) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex gap-1" dir="ltr">
      {keysOf(shortcut).map((key) => (
        <kbd
          key={key}
          className="inline-flex min-w-5 items-center justify-center rounded-[4px] border border-line bg-sunken px-1 font-sans text-small text-muted"
        >
          {t(`ui:key.${key}`, { defaultValue: key.length === 1 ? key.toUpperCase() : key })}
        </kbd>
      ))}
    </span>
  );
}
