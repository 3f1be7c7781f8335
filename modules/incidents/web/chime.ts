/** Two soft notes, a fourth apart: heard in a room, and startling nobody. Nothing where the browser allows no sound yet. */
const notes = [
  { hertz: 523.25, after: 0 },
  { hertz: 698.46, after: 0.22 },
] as const;
const seconds = 0.5;
const loudness = 0.12;

export function chime(): void {
  try {
    const sound = new AudioContext();
    for (const { hertz, after } of notes) {
      const voice = sound.createOscillator();
      const volume = sound.createGain();
      const begin = sound.currentTime + after;
      voice.frequency.value = hertz;
      volume.gain.setValueAtTime(0, begin);
      volume.gain.linearRampToValueAtTime(loudness, begin + 0.03);
      volume.gain.exponentialRampToValueAtTime(0.001, begin + seconds);
      voice.connect(volume).connect(sound.destination);
      voice.start(begin);
      voice.stop(begin + seconds);
    }
    setTimeout(() => void sound.close(), 2000);
  } catch {
    // A device without sound: the banner says it all the same.
  }
}
