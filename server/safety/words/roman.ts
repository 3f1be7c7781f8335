/**
 * Urdu and Hindi in Latin letters have no agreed spelling: maarna, marna, marnaa. This is what they have in common. Applied to
 * the words of the rules and to those of the message alike; never shown.
 */
export function romanKey(form: string): string {
  return form
    .replace(/ph/g, 'f')
    .replace(/ee|ii/g, 'i')
    .replace(/oo|uu|ou/g, 'u')
    .replace(/chh/g, 'ch')
    .replace(/(ay|ey)$/, 'e')
    .replace(/w/g, 'v')
    .replace(/q/g, 'k')
    .replace(/(\p{L})\1+/gu, '$1')
    .replace(/([aiueo])h$/, '$1');
}
