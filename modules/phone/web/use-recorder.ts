import { useCallback, useEffect, useRef, useState } from 'react';

/** What every browser of today can record and the program takes, the best first. */
const types = ['audio/ogg;codecs=opus', 'audio/mp4;codecs=opus', 'audio/mp4'] as const;

function recordedType(): string | undefined {
  if (typeof MediaRecorder === 'undefined') return undefined;
  return types.find((type) => MediaRecorder.isTypeSupported(type));
}

export const canRecord = (): boolean => recordedType() !== undefined && navigator.mediaDevices !== undefined;

export interface Recorder {
  readonly state: 'idle' | 'asking' | 'recording' | 'refused';
  readonly seconds: number;
  start(): void;
  /** Hands over what was spoken. */
  finish(): void;
  cancel(): void;
}

/** Five minutes: nobody speaks longer by intention. */
const secondsMax = 300;

export function useRecorder(onSpoken: (spoken: Blob) => void): Recorder {
  const [state, setState] = useState<Recorder['state']>('idle');
  const [seconds, setSeconds] = useState(0);
  const running = useRef<MediaRecorder | null>(null);
  const keep = useRef(false);
  const end = useCallback((kept: boolean) => {
    keep.current = kept;
    if (running.current?.state === 'recording') running.current.stop();
  }, []);
  // Left without a word: nothing is kept, and nothing listens.
  useEffect(() => () => end(false), [end]);
  useEffect(() => {
    if (state !== 'recording') return;
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    const last = setTimeout(() => end(true), secondsMax * 1000);
    return () => {
      clearInterval(timer);
      clearTimeout(last);
    };
  }, [state, end]);
  async function begin(): Promise<void> {
    setState('asking');
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    if (!stream) return setState('refused');
    const mimeType = recordedType() ?? '';
    const recorder = new MediaRecorder(stream, { mimeType });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      setState('idle');
      if (keep.current && parts.length > 0) onSpoken(new Blob(parts, { type: mimeType }));
    };
    running.current = recorder;
    setSeconds(0);
    recorder.start();
    setState('recording');
  }
  return { state, seconds, start: () => void begin(), finish: () => end(true), cancel: () => end(false) };
}
