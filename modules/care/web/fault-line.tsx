import { explainKnown } from '#web/ui/form.tsx';

/** What was refused, beside what was pressed. */
export function FaultLine({ error }: { readonly error: unknown }) {
  if (!error) return null;
  return (
    <p role="alert" className="mt-2 text-ember">
      {explainKnown(error)}
    </p>
  );
}
