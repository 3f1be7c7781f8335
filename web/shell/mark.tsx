import sign from '#web/ui/icon.svg';

/** Baraza's sign and name. */
export function Mark({ signOnly = false }: { readonly signOnly?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 font-strong" translate="no">
      <img src={sign} alt="" className="size-6" />
      {!signOnly && 'Baraza'}
    </span>
  );
}
