import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { CircleHelp, SlidersHorizontal } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '#web/data/session.ts';
import { type Action, useActions } from '#web/shell/actions.ts';
import { TurnPanel, useAskWhy } from '#web/shell/panels.tsx';
import { IconButton } from '#web/ui/button.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { useArrival, useWindowTitle } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { Phone } from '../contract.ts';
import { Case } from './case.tsx';
import { Controls } from './controls.tsx';
import { FirstPhone } from './first-phone.tsx';
import { newestTurnQuery } from './queries.ts';
import { Screen } from './screen.tsx';
import { type Phones, usePhones } from './use-phones.ts';

/** Writing as a test contact, the whole real way, with what happened beside it. */
export function PhonePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { phone: wanted } = useSearch({ strict: false }) as { phone?: string };
  const choose = (id: string) => void navigate({ to: '/phone', search: { phone: id } as never, replace: true });
  const all = usePhones(wanted, choose);
  const heading = useArrival();
  useWindowTitle(t('titles:phone.title'));
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="sr-only">
        {t('titles:phone.title')}
      </h1>
      {all.phone ? <Held all={all} phone={all.phone} onChoose={choose} /> : <NoPhone all={all} />}
    </>
  );
}

function NoPhone({ all }: { readonly all: Phones }) {
  return (
    <div className="grid h-full place-items-center">
      {all.asked.error ? (
        <ErrorState error={all.asked.error} onRetry={() => void all.asked.refetch()} />
      ) : all.asked.isPending ? (
        <Skeleton />
      ) : (
        <FirstPhone creating={all.creating} />
      )}
    </div>
  );
}

interface HeldProps {
  readonly all: Phones;
  readonly phone: Phone;
  readonly onChoose: (id: string) => void;
}

function Held({ all, phone, onChoose }: HeldProps) {
  const { t } = useTranslation();
  const mayLook = usePermission('turns.read');
  const askWhy = useAskWhy();
  const [controls, setControls] = useState(false);
  const [picked, setPicked] = useState({ turnId: '', over: '' });
  const { changing } = all;
  const newest = useQuery({ ...newestTurnQuery(phone), enabled: mayLook && phone.conversationId !== null }).data ?? null;
  // What was picked counts until something else happens.
  const isPicked = newest !== null && picked.over === newest;
  const turnId = phone.conversationId === null ? null : isPicked ? picked.turnId : newest;
  const actions = useMemo(
    (): Action[] =>
      turnId === null
        ? []
        : [
            {
              id: 'why',
              title: t('phone:why'),
              group: t('titles:phone.title'),
              icon: CircleHelp,
              shortcut: 'w',
              run: () => askWhy(turnId),
            },
          ],
    [t, turnId, askWhy],
  );
  useActions(actions);
  function why(id: string): void {
    setPicked({ turnId: id, over: newest ?? '' });
    if (!wide()) askWhy(id);
  }
  return (
    <div className="flex h-full min-h-0">
      <aside aria-label={t('phone:contacts')} className="w-72 shrink-0 overflow-y-auto border-e border-line p-4 max-three:hidden">
        <p className="mb-4 text-small text-muted">{t('phone:about')}</p>
        <Controls all={all} onChoose={onChoose} />
      </aside>
      <div className="min-w-0 flex-1 two:px-4 two:py-5">
        <Case>
          <Screen
            phone={phone}
            onTurnOn={() => changing.send({ id: phone.id, off: false })}
            onWhy={mayLook ? why : undefined}
            tools={
              <>
                {turnId !== null && mayLook && (
                  <span className="two:hidden">
                    <IconButton icon={CircleHelp} label={t('phone:happened')} onClick={() => askWhy(turnId)} />
                  </span>
                )}
                <span className="three:hidden">
                  <IconButton icon={SlidersHorizontal} label={t('phone:contacts')} onClick={() => setControls(true)} />
                </span>
              </>
            }
          />
        </Case>
      </div>
      {mayLook && <Happened turnId={turnId} picked={isPicked} />}
      <Drawer open={controls} onOpenChange={setControls} title={t('phone:contacts')} description={t('phone:about')}>
        <Controls all={all} onChoose={onChoose} />
      </Drawer>
    </div>
  );
}

const wide = () => matchMedia('(min-width: 800px)').matches;

function Happened({ turnId, picked }: { readonly turnId: string | null; readonly picked: boolean }) {
  const { t } = useTranslation();
  return (
    <aside aria-label={t('phone:happened')} className="w-96 shrink-0 overflow-y-auto border-s border-line p-4 max-two:hidden">
      <h2 className="text-reading">{t('phone:happened')}</h2>
      <p className="mb-4 text-small text-muted">{picked ? t('phone:happenedPicked') : t('phone:happenedText')}</p>
      {turnId === null ? (
        <p className="text-muted">{t('phone:nothingHappened')}</p>
      ) : (
        <TurnPanel key={turnId} turnId={turnId} look="short" />
      )}
    </aside>
  );
}
