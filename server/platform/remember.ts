/**
 * The same function, which remembers its answers for texts that come again and again. Forgets all of them when `most` texts are known, so
 * that it stays small whatever comes. What it answers must depend on nothing but the text, and nobody may change it.
 */
export function remembering<Answer>(most: number, make: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    let answer = known.get(text);
    if (answer === undefined) {
      answer = make(text);
      if (known.size >= most) known.clear();
      known.set(text, answer);
    }
    return answer;
  };
}
