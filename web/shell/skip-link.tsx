import { useTranslation } from 'react-i18next';

/** The first stop of the keyboard on every page: past everything that repeats. */
export function SkipLink() {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      onClick={() => document.getElementById('main')?.focus()}
      className="fixed start-2 top-2 z-50 -translate-y-20 rounded-control bg-acacia px-3 py-2 font-strong text-on-acacia focus:translate-y-0"
    >
      {t('frame:skip')}
    </button>
  );
}
