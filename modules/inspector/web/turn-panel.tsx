import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission, usePlace } from '#web/data/session.ts';
import { leadsSomewhere, usePages } from '#web/shell/page-entry.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import type { TurnDetail } from '../contract.ts';
import { explainOutcome } from './explain.ts';
import { Messages } from './messages.tsx';
import { ModelPart } from './model-part.tsx';
import { Part } from './part.tsx';
import { turnQuery } from './queries.ts';
import { ReplayPart } from './replay-part.tsx';
import { Steps } from './steps.tsx';
import { Timeline } from './timeline.tsx';

export interface TurnPanelProps {
  readonly turnId: string;
  /** "short": the way it went, for beside something else. */
  readonly look?: 'short' | 'whole';
}

/** Why a conversation was answered as it was. */
export function TurnPanel({ turnId, look = 'whole' }: TurnPanelProps) {
  // Known with the first answer; from then on it is read again when the conversation moves.
  const [conversationId, know] = useState<string>();
  const asked = useQuery(turnQuery(turnId, conversationId));
  const turn = asked.data;
  if (turn && turn.conversationId !== conversationId) know(turn.conversationId);
  if (asked.isPending) return <Skeleton lines={6} />;
  if (!turn) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />;
  return look === 'short' ? <Short turn={turn} /> : <Whole turn={turn} />;
}

function Short({ turn }: { readonly turn: TurnDetail }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-4">
      <Headline turn={turn} />
      <Steps trace={turn.trace} />
      {turn.model && <ModelPart turn={turn} brief />}
      <Messages turn={turn} part="made" />
      <Link to={`/turns/${turn.id}`}>{t('inspector:everything')}</Link>
    </div>
  );
}

function Whole({ turn }: { readonly turn: TurnDetail }) {
  const { t } = useTranslation();
  const mayReplay = usePermission('turns.replay');
  const conversation = `/inbox/${turn.conversationId}`;
  const here = useLocation().pathname === conversation;
  const reachable = leadsSomewhere(usePages(), usePlace().permissions, conversation) && !here;
  const [replaying, setReplaying] = useState(false);
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <Headline turn={turn} />
          {reachable && <Link to={conversation}>{t('inspector:conversation')}</Link>}
        </div>
        {mayReplay && !replaying && (
          <Button look="main" onClick={() => setReplaying(true)}>
            {t('inspector:replay.action')}
          </Button>
        )}
      </div>
      {replaying && <ReplayPart turn={turn} onClose={() => setReplaying(false)} />}
      <Messages turn={turn} part="took" />
      <Part
        title={t('inspector:way')}
        note={['not_permitted', 'expired'].includes(turn.evidence) ? t(`inspector:evidence.${turn.evidence}`) : undefined}
      >
        <Steps trace={turn.trace} />
      </Part>
      <Messages turn={turn} part="made" />
      <Part title={t('inspector:times')}>
        <Timeline stages={turn.stages} />
      </Part>
      <ModelPart turn={turn} />
    </div>
  );
}

function Headline({ turn }: { readonly turn: TurnDetail }) {
  const { t } = useTranslation();
  return (
    <div className="min-w-0">
      <p className="text-reading font-strong">{explainOutcome(turn.outcome)}</p>
      <p className="text-small text-muted">
        <RelativeTime time={turn.createdAt} />
        {turn.assistant !== null && (
          <span> · {t('inspector:by', { name: t(`inspector:assistant.${turn.assistant}`, { defaultValue: turn.assistant }) })}</span>
        )}
      </p>
    </div>
  );
}
