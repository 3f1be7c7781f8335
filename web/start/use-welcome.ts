import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usePlace } from '#web/data/session.ts';
import { channelsQuery, invitationsQuery, membersQuery, phonesQuery } from './queries.ts';
import { type Step, stepPermissions, stepsOf } from './welcome-steps.ts';

/** How far getting started is, from what there is: nobody has to tick anything. */
export function useWelcome(): { known: boolean; steps: readonly Step[] } {
  const { permissions } = usePlace();
  const may = (step: keyof typeof stepPermissions) => permissions.includes(stepPermissions[step]);
  const phones = useQuery({ ...phonesQuery, enabled: may('phone') });
  const channels = useQuery({ ...channelsQuery, enabled: may('whatsapp') });
  const members = useQuery({ ...membersQuery, enabled: may('colleague') });
  const invitations = useQuery({ ...invitationsQuery, enabled: may('colleague') });
  const all = [phones, channels, members, invitations];
  // Once: a step that asks again for what could not be read must not be taken away while it does.
  const [known, setKnown] = useState(false);
  if (!known && all.every((one) => one.data !== undefined || one.fetchStatus === 'idle')) setKnown(true);
  return {
    known,
    steps: stepsOf(permissions, {
      phones: phones.data ?? [],
      channels: channels.data ?? [],
      members: members.data?.length ?? 0,
      invitations: invitations.data?.length ?? 0,
    }),
  };
}

/** Put away in this browser, for this organization: it stays reachable by the palette and the address. */
export function usePutAway(): readonly [away: boolean, put: (away: boolean) => void] {
  const place = `baraza.welcome.${usePlace().id}`;
  const [away, setAway] = useState(localStorage.getItem(place) === 'away');
  function put(next: boolean): void {
    if (next) localStorage.setItem(place, 'away');
    else localStorage.removeItem(place);
    setAway(next);
  }
  return [away, put];
}
