import { toOgg } from './webm-to-ogg.ts';

/** A voice note that is being spoken. */
export interface Recording {
  /** Ogg with Opus, as phones send voice notes. */
  end(): Promise<Blob>;
  discard(): void;
}

/** Firefox writes Ogg itself, Chromium the same sound in another wrapping; Safari writes neither, older ones at least. */
const wanted = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus'];
const mediaType = () => wanted.find((type) => globalThis.MediaRecorder?.isTypeSupported(type));

export function canRecord(): boolean {
  return mediaType() !== undefined && navigator.mediaDevices !== undefined;
}

/** Asks for the microphone and begins. Rejects when it may not be used. */
export async function record(): Promise<Recording> {
  const type = mediaType();
  if (type === undefined) throw new Error('This browser records nothing that phones play.');
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true, echoCancellation: true } });
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 24_000 });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise<void>((resolve) => {
    recorder.onstop = () => resolve();
  });
  function stop(): void {
    if (recorder.state !== 'inactive') recorder.stop();
    for (const track of stream.getTracks()) track.stop();
  }
  recorder.start();
  return {
    async end() {
      stop();
      await ended;
      const whole = new Blob(parts, { type });
      if (type.startsWith('audio/ogg')) return new Blob([whole], { type: 'audio/ogg' });
      return new Blob([toOgg(new Uint8Array(await whole.arrayBuffer()))], { type: 'audio/ogg' });
    },
    discard: stop,
  };
}
