/** A word that nobody guesses: twenty bytes, as Meta takes them. */
export function newVerifyToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(20))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
