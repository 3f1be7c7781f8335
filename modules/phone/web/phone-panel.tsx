import { useCallback, useState } from 'react';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Case } from './case.tsx';
import { FirstPhone } from './first-phone.tsx';
import { Screen } from './screen.tsx';
import { usePhones } from './use-phones.ts';

/** The first phone alone, for where somebody tries it for the first time. `onReply` is told of each answer it shows. */
export function PhonePanel({ onReply }: { readonly onReply?: () => void }) {
  const [id, setId] = useState<string>();
  const { asked, phone, creating, changing } = usePhones(id, setId);
  const told = useCallback(() => onReply?.(), [onReply]);
  return (
    <Case>
      {phone ? (
        <Screen phone={phone} onTurnOn={() => changing.send({ id: phone.id, off: false })} onReply={told} />
      ) : asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : asked.isPending ? (
        <Skeleton />
      ) : (
        <div className="grid h-full place-items-center bg-paper">
          <FirstPhone creating={creating} />
        </div>
      )}
    </Case>
  );
}
