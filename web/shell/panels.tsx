import { useNavigate } from '@tanstack/react-router';
import { type ComponentType, createContext, type ReactNode, Suspense, use, useCallback } from 'react';
import { Skeleton } from '#web/ui/states.tsx';

/** Parts of one page that others show too. web/pages.ts names them; they are loaded when they are first shown. */
export interface Panels {
  /** Why a conversation was answered so. "short": the way it went, for beside something else. */
  readonly turn: ComponentType<{ readonly turnId: string; readonly look?: 'short' | 'whole' }>;
  /** The phone in the browser. */
  readonly phone: ComponentType<{ readonly onReply?: () => void }>;
  /** A WhatsApp number, from its credentials to the first message. `onward`: the way on, at its end. */
  readonly connect: ComponentType<{ readonly onward?: ReactNode }>;
  /** Over every page: a message needs attention now. Nothing while none does. */
  readonly attention: ComponentType;
  /** A contact's open incident. Nothing where there is none. */
  readonly incident: ComponentType<{ readonly contactId: string }>;
  /** The same in a line, for the head of a conversation. */
  readonly incidentMark: ComponentType<{ readonly contactId: string }>;
}

/** Handed down, because pages are below the frame and the list of them above it. */
export const PanelsContext = createContext<Panels | null>(null);

function usePanel<Name extends keyof Panels>(name: Name): Panels[Name] {
  const panels = use(PanelsContext);
  if (!panels) throw new Error('A panel was drawn outside of the app.');
  return panels[name];
}

export function TurnPanel(props: { readonly turnId: string; readonly look?: 'short' | 'whole' }) {
  const Panel = usePanel('turn');
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Panel {...props} />
    </Suspense>
  );
}

export function PhonePanel(props: { readonly onReply?: () => void }) {
  const Panel = usePanel('phone');
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Panel {...props} />
    </Suspense>
  );
}

export function ConnectPanel(props: { readonly onward?: ReactNode }) {
  const Panel = usePanel('connect');
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Panel {...props} />
    </Suspense>
  );
}

export function AttentionPanel() {
  const Panel = usePanel('attention');
  return (
    <Suspense>
      <Panel />
    </Suspense>
  );
}

export function IncidentPanel(props: { readonly contactId: string }) {
  const Panel = usePanel('incident');
  return (
    <Suspense>
      <Panel {...props} />
    </Suspense>
  );
}

export function IncidentMark(props: { readonly contactId: string }) {
  const Panel = usePanel('incidentMark');
  return (
    <Suspense>
      <Panel {...props} />
    </Suspense>
  );
}

/** Why a message was answered so, over the page that is open. It stands in the address: it can be shared, and going back closes it. */
export function useAskWhy(): (turnId: string | null) => void {
  const navigate = useNavigate();
  return useCallback(
    (turnId) => void navigate({ to: '.', search: (before: object) => ({ ...before, why: turnId ?? undefined }) } as never),
    [navigate],
  );
}
