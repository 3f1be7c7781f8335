import { Mic, SendHorizontal, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelAbilities } from '#contract/channels.ts';
import { IconButton } from '#web/ui/button.tsx';
import type { FileToSend } from './outgoing.ts';
import { canRecord, type Recording, record } from './record.ts';

/** Speak, hear it again, then send or throw away: nothing goes out by letting go of a button. */
export function VoiceButton({
  abilities,
  onVoice,
}: {
  readonly abilities: ChannelAbilities | null;
  readonly onVoice: (file: FileToSend) => void;
}) {
  const { t } = useTranslation();
  const [recording, setRecording] = useState<Recording | null>(null);
  const [spoken, setSpoken] = useState<Blob | null>(null);
  const [fault, setFault] = useState<'denied' | 'broken' | null>(null);
  const limit = abilities?.files?.audio;
  const takes = limit !== undefined && (limit.types === null || limit.types.includes('audio/ogg'));
  const able = takes && canRecord();
  useEffect(() => () => recording?.discard(), [recording]);

  async function begin(): Promise<void> {
    setFault(null);
    try {
      setRecording(await record());
    } catch (error) {
      setFault(error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'broken');
    }
  }
  async function end(): Promise<void> {
    const made = await recording?.end().catch(() => null);
    setRecording(null);
    if (made) setSpoken(made);
    else setFault('broken');
  }
  if (recording) return <Speaking onEnd={() => void end()} onDiscard={() => setRecording(null)} />;
  if (spoken) {
    return (
      <Spoken
        spoken={spoken}
        tooLarge={limit !== undefined && spoken.size > limit.bytes}
        onDiscard={() => setSpoken(null)}
        onSend={() => {
          setSpoken(null);
          onVoice({ blob: spoken, name: 'voice.ogg', use: 'audio' });
        }}
      />
    );
  }
  const why = takes ? 'conversation:cannot.record' : 'conversation:cannot.voice';
  return (
    <>
      <IconButton
        icon={Mic}
        label={able ? t('conversation:voice.begin') : t(why)}
        aria-disabled={!able || undefined}
        onClick={() => able && void begin()}
      />
      {fault && (
        <span role="alert" className="text-small text-ember">
          {t(`conversation:voice.${fault}`)}
        </span>
      )}
    </>
  );
}

function Speaking({ onEnd, onDiscard }: { readonly onEnd: () => void; readonly onDiscard: () => void }) {
  const { t } = useTranslation();
  const [seconds, setSeconds] = useState(0);
  const began = useRef(performance.now());
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - began.current) / 1000)), 250);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="flex items-center gap-1">
      <IconButton icon={Trash2} label={t('conversation:voice.discard')} onClick={onDiscard} />
      <span role="status" className="flex items-center gap-2 px-1">
        <span aria-hidden className="size-2.5 rounded-full bg-ember animate-breathe" />
        <span className="sr-only">{t('conversation:voice.recording')}</span>
        <time className="tabular-nums">{`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`}</time>
      </span>
      <button type="button" onClick={onEnd} className="target rounded-control border border-edge/60 px-3 py-1 font-strong hover:bg-sunken">
        {t('conversation:voice.end')}
      </button>
    </span>
  );
}

interface SpokenProps {
  readonly spoken: Blob;
  readonly tooLarge: boolean;
  readonly onDiscard: () => void;
  readonly onSend: () => void;
}

function Spoken({ spoken, tooLarge, onDiscard, onSend }: SpokenProps) {
  const { t } = useTranslation();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(spoken);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [spoken]);
  return (
    <span className="flex min-w-0 items-center gap-1">
      <IconButton icon={Trash2} label={t('conversation:voice.discard')} onClick={onDiscard} />
      {/* biome-ignore lint/a11y/useMediaCaption: it is what this person just said. */}
      <audio src={url} controls aria-label={t('conversation:voice.listen')} className="h-9 w-56 max-w-full" />
      {tooLarge ? (
        <span role="alert" className="text-small text-ember">
          {t('conversation:voice.tooLarge')}
        </span>
      ) : (
        <IconButton icon={SendHorizontal} along look="main" label={t('conversation:voice.send')} onClick={onSend} />
      )}
    </span>
  );
}
